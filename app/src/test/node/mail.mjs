// What a user does with mails: node mail.mjs <better-auth release> <base URL> <address of the mails as JSON>
import assert from 'node:assert/strict';
import { Browser, ok, password, refused, run, someone } from './browser.mjs';

const [mails] = process.argv.slice(4);
assert(mails, 'usage: node mail.mjs <better-auth release> <base URL> <address of the mails as JSON>');

/** The link in the newest mail to an address, once there are so many. */
async function linkTo(email, count = 1) {
  for (let tries = 0; tries < 600; tries++) {
    const links = await (await fetch(`${mails}?to=${encodeURIComponent(email)}`)).json();
    if (links.length >= count) return links.at(-1);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${count} mails to ${email} have not come`);
}

await run({
  async 'an address is verified, and then changed by two mails'() {
    const person = someone();
    const browser = new Browser();
    ok(await browser.client.signUp.email({ ...person, password }));
    assert.equal(ok(await browser.client.sendVerificationEmail({ email: person.email, callbackURL: '/home' })).status, true);
    assert.match(await browser.visit(await linkTo(person.email)), /\/home$/);
    assert.equal(ok(await browser.client.getSession()).user.emailVerified, true);

    const next = someone().email;
    ok(await browser.client.changeEmail({ newEmail: next, callbackURL: '/home' }));
    assert.match(await browser.visit(await linkTo(person.email, 2)), /\/home$/);
    const token = new URL(await linkTo(next), 'http://localhost').searchParams.get('token');
    const verified = ok(await browser.client.verifyEmail({ query: { token } }));
    assert.equal(verified.user.email, next);
    assert.equal(ok(await browser.client.getSession()).user.email, next);
    refused(await browser.client.verifyEmail({ query: { token: 'x' } }), 401, 'INVALID_TOKEN');
  },

  async 'a lost password is replaced, and every session ends'() {
    const person = someone();
    const browser = new Browser();
    ok(await browser.client.signUp.email({ ...person, password }));
    const asked = { email: person.email, redirectTo: '/new-password' };
    assert.equal(ok(await browser.client.requestPasswordReset(asked)).status, true);
    const page = new URL(await browser.visit(await linkTo(person.email)));
    assert.equal(page.pathname, '/new-password');
    const newPassword = 'a staple that is better';
    const token = page.searchParams.get('token');
    assert.deepEqual(ok(await browser.client.resetPassword({ newPassword, token })), { status: true });
    refused(await browser.client.resetPassword({ newPassword, token }), 400, 'INVALID_TOKEN');
    assert.equal(ok(await browser.client.getSession()), null);
    ok(await browser.client.signIn.email({ email: person.email, password: newPassword }));
  },
});
