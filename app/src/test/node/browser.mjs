// What the scripts share: a browser that holds the unmodified client of one release, and what is expected of answers.
// Each script is called with the release, as it is named in package.json, and the server's address.
import assert from 'node:assert/strict';

const [release, baseURL] = process.argv.slice(2);
assert(baseURL, 'usage: node <script> <better-auth release> <base URL> [more]');
const { createAuthClient } = await import(`${release}/client`);
const { adminClient } = await import(`${release}/client/plugins`);

export const password = 'correct horse battery';
export const ID = /^[A-Za-z0-9]{32}$/;
const DAY = 24 * 60 * 60 * 1000;

/** A client that sends a bearer token and keeps no cookies. */
export function clientWithToken(token) {
  return createAuthClient({ baseURL, fetchOptions: { auth: { type: 'Bearer', token } } });
}

function keepIn(jar, response) {
  for (const line of response.headers.getSetCookie()) {
    const [pair, ...attributes] = line.split('; ');
    const [name, value] = pair.split(/=(.*)/s);
    if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) jar.delete(name);
    else jar.set(name, value);
  }
}

/** What a browser does for a page of the same origin: keeps cookies, sends them back, names its origin. */
export class Browser {
  cookies = new Map();
  elsewhere = new Map();
  lastSetCookies = [];
  lastHeaders = new Headers();

  client = createAuthClient({
    baseURL,
    plugins: [adminClient()],
    fetchOptions: {
      onRequest: (request) => {
        request.headers.set('origin', new URL(baseURL).origin);
        const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        if (cookie) request.headers.set('cookie', cookie);
        return request;
      },
      onSuccess: ({ response }) => this.keep(response),
      onError: ({ response }) => this.keep(response),
    },
  });

  keep(response) {
    this.lastHeaders = response.headers;
    this.lastSetCookies = response.headers.getSetCookie();
    keepIn(this.cookies, response);
  }

  /** Opens a page, and says where it sends the browser to; other hosts have cookies of their own. */
  async visit(url, form) {
    const target = new URL(url, baseURL);
    const own = target.host === new URL(baseURL).host;
    const jar = own ? this.cookies : this.elsewhere;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(target, {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      headers: cookie ? { cookie } : {},
      redirect: 'manual',
    });
    keepIn(jar, response);
    assert.equal(response.status, 302, `${target}: ${response.status}`);
    return new URL(response.headers.get('location'), target).href;
  }

  setCookie(name) {
    const line = this.lastSetCookies.find((cookie) => cookie.startsWith(`${name}=`));
    assert(line, `no cookie ${name} in ${JSON.stringify(this.lastSetCookies)}`);
    return line;
  }
}

export function ok({ data, error }) {
  assert.equal(error, null, `refused: ${JSON.stringify(error)}`);
  return data;
}

export function refused({ data, error }, status, code) {
  assert.equal(data, null);
  assert.deepEqual({ status: error.status, code: error.code }, { status, code });
  assert.equal(typeof error.message, 'string');
}

export function assertUser(user, { name, email }) {
  assert.match(user.id, ID);
  assert.equal(user.name, name);
  assert.equal(user.email, email.toLowerCase());
  assert.equal(user.emailVerified, false);
  assert.equal(user.image ?? null, null);
  assertDate(user.createdAt);
  assertDate(user.updatedAt);
}

/** The fields that the admin plugin adds are seen in the session only. */
export function assertRoles(user) {
  assert.equal(user.role, 'user');
  assert.equal(user.banned ?? false, false);
  assert.equal(user.banReason ?? null, null);
  assert.equal(user.banExpires ?? null, null);
}

export function assertSession(session, { token, userId, days }) {
  assert.match(session.id, ID);
  assert.equal(session.token, token);
  assert.equal(session.userId, userId);
  assertDate(session.createdAt);
  assertDate(session.updatedAt);
  assertDate(session.expiresAt);
  assert(Math.abs(session.expiresAt - session.createdAt - days * DAY) < 60_000, 'another lifetime');
  assert.equal(typeof session.ipAddress, 'string');
  assert.equal(typeof session.userAgent, 'string');
  assert.equal(session.impersonatedBy ?? null, null);
}

/** The client makes dates of texts in ISO 8601; anything else stays a text. */
export function assertDate(value) {
  assert(value instanceof Date && !Number.isNaN(value.getTime()), `no date: ${value}`);
}

export function assertSessionCookie(line, maxAge) {
  const attributes = line.split('; ').slice(1).map((attribute) => attribute.toLowerCase());
  for (const wanted of ['httponly', 'path=/', 'samesite=lax']) assert(attributes.includes(wanted), `${line}: no ${wanted}`);
  assert.equal(attributes.find((attribute) => attribute.startsWith('max-age')), maxAge);
  assert.match(line, /^better-auth\.session_token=[A-Za-z0-9]{32}\.[A-Za-z0-9%]+%3D;/);
}

let people = 0;

export function someone() {
  people += 1;
  return { name: `Asha ${people}`, email: `asha.${Date.now()}.${people}@example.test` };
}

/** Runs each step, says how it went, and lets the process fail if one did. */
export async function run(steps) {
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
      console.log(`ok    ${name}`);
    } catch (failure) {
      console.log(`wrong ${name}\n${failure.stack}`);
      process.exitCode = 1;
    }
  }
}
