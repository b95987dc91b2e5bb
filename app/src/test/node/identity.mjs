// Sign-up, sign-in, sessions, profile, password and the admin's calls: node identity.mjs <better-auth release> <base URL>
// <admin's e-mail> <password>
import assert from 'node:assert/strict';
import {
  Browser, ID, assertRoles, assertSession, assertSessionCookie, assertUser, clientWithToken, ok, password, refused, run, someone,
} from './browser.mjs';

const [adminEmail, adminPassword] = process.argv.slice(4);
assert(adminPassword, 'usage: node identity.mjs <better-auth release> <base URL> <admin e-mail> <password>');

await run({
  async 'nobody is signed in at first'() {
    assert.equal(ok(await new Browser().client.getSession()), null);
  },

  async 'sign-up signs in by a cookie, sign-out ends it'() {
    const person = someone();
    const browser = new Browser();
    const signedUp = ok(await browser.client.signUp.email({ ...person, password }));
    assert.match(signedUp.token, ID);
    assertUser(signedUp.user, person);
    assertSessionCookie(browser.setCookie('better-auth.session_token'), 'max-age=604800');

    const { session, user } = ok(await browser.client.getSession());
    assertSession(session, { token: signedUp.token, userId: user.id, days: 7 });
    assertUser(user, person);
    assertRoles(user);
    assert.equal(user.id, signedUp.user.id);

    const stolen = new Map(browser.cookies);
    assert.deepEqual(ok(await browser.client.signOut()), { success: true });
    assert.equal(browser.cookies.has('better-auth.session_token'), false);
    assert.equal(ok(await browser.client.getSession()), null);
    browser.cookies = stolen;
    assert.equal(ok(await browser.client.getSession()), null, 'the old cookie still works');
  },

  async 'sign-in makes a new session each time, and a short one if asked'() {
    const person = someone();
    const first = ok(await new Browser().client.signUp.email({ ...person, password }));

    const browser = new Browser();
    const signedIn = ok(await browser.client.signIn.email({ email: person.email.toUpperCase(), password }));
    assert.equal(signedIn.redirect, false);
    assert.match(signedIn.token, ID);
    assert.notEqual(signedIn.token, first.token);
    assertUser(signedIn.user, person);
    assertSessionCookie(browser.setCookie('better-auth.session_token'), 'max-age=604800');

    const short = new Browser();
    const { token, user } = ok(await short.client.signIn.email({ email: person.email, password, rememberMe: false }));
    assertSessionCookie(short.setCookie('better-auth.session_token'), undefined);
    short.setCookie('better-auth.dont_remember');
    assertSession(ok(await short.client.getSession()).session, { token, userId: user.id, days: 1 });

    ok(await short.client.signOut());
    assert.equal(ok(await short.client.getSession()), null);
    assert.notEqual(ok(await browser.client.getSession()), null, 'the other session is gone too');
  },

  async 'a bearer token does the same without cookies'() {
    const person = someone();
    const browser = new Browser();
    const { token } = ok(await browser.client.signUp.email({ ...person, password }));
    const signed = browser.lastHeaders.get('set-auth-token');
    assert(signed?.startsWith(`${token}.`), `set-auth-token: ${signed}`);
    assert.match(browser.lastHeaders.get('access-control-expose-headers') ?? '', /set-auth-token/i);

    const clients = [token, signed].map(clientWithToken);
    for (const client of clients) {
      const { session, user } = ok(await client.getSession());
      assertSession(session, { token, userId: user.id, days: 7 });
      assertUser(user, person);
      assertRoles(user);
    }
    assert.deepEqual(ok(await clients[0].signOut()), { success: true });
    for (const client of clients) assert.equal(ok(await client.getSession()), null);
  },

  async 'sessions are listed and revoked, name and password change'() {
    const person = someone();
    const phone = new Browser();
    const laptop = new Browser();
    ok(await phone.client.signUp.email({ ...person, password }));
    const { token } = ok(await laptop.client.signIn.email({ email: person.email, password }));
    const sessions = ok(await laptop.client.listSessions());
    assert.equal(sessions.length, 2);
    const other = sessions.find((session) => session.token !== token);
    assert.deepEqual(ok(await laptop.client.revokeSession({ token: other.token })), { status: true });
    assert.equal(ok(await phone.client.getSession()), null);

    ok(await laptop.client.updateUser({ name: 'Asha Rao' }));
    assert.equal(ok(await laptop.client.getSession()).user.name, 'Asha Rao');
    const next = { currentPassword: password, newPassword: 'a staple that is better', revokeOtherSessions: true };
    assert.match(ok(await laptop.client.changePassword(next)).token, ID);
    refused(await laptop.client.changePassword(next), 400, 'INVALID_PASSWORD');
    const [account] = ok(await laptop.client.listAccounts());
    assert.equal(account.providerId, 'credential');
    ok(await laptop.client.revokeOtherSessions());
    assert.equal(ok(await laptop.client.listSessions()).length, 1);
    ok(await laptop.client.revokeSessions());
    assert.equal(ok(await laptop.client.getSession()), null);
  },

  async 'a user deletes the account by its password'() {
    const person = someone();
    const { client } = new Browser();
    ok(await client.signUp.email({ ...person, password }));
    refused(await client.deleteUser({ password: 'wrong password' }), 400, 'INVALID_PASSWORD');
    assert.deepEqual(ok(await client.deleteUser({ password })), { success: true, message: 'User deleted' });
    assert.equal(ok(await client.getSession()), null);
    refused(await client.signIn.email({ email: person.email, password }), 401, 'INVALID_EMAIL_OR_PASSWORD');
  },

  async 'an admin makes, finds, bans and signs out users'() {
    const { client } = new Browser();
    ok(await client.signIn.email({ email: adminEmail, password: adminPassword }));
    const person = someone();
    const { user } = ok(await client.admin.createUser({ ...person, password, role: 'user' }));
    const userId = user.id;
    const found = ok(await client.admin.listUsers({ query: { searchValue: person.email, limit: 10 } }));
    assert.deepEqual([found.total, found.users[0].id], [1, userId]);

    const theirs = new Browser();
    ok(await theirs.client.signIn.email({ email: person.email, password }));
    const { sessions } = ok(await client.admin.listUserSessions({ userId }));
    ok(await client.admin.revokeUserSession({ sessionToken: sessions[0].token }));
    assert.equal(ok(await theirs.client.getSession()), null);
    ok(await client.admin.revokeUserSessions({ userId }));

    assert.equal(ok(await client.admin.setRole({ userId, role: ['user', 'auditor'] })).user.role, 'auditor,user');
    ok(await client.admin.setUserPassword({ userId, newPassword: 'a staple that is better' }));
    const again = { email: person.email, password: 'a staple that is better' };
    ok(await theirs.client.signIn.email(again));
    assert.equal(ok(await client.admin.banUser({ userId, banReason: 'Spam', banExpiresIn: 3600 })).user.banned, true);
    assert.equal(ok(await theirs.client.getSession()), null);
    refused(await theirs.client.signIn.email(again), 403, 'BANNED_USER');
    assert.equal(ok(await client.admin.unbanUser({ userId })).user.banned, false);
    ok(await theirs.client.signIn.email(again));
    assert.equal(ok(await client.admin.impersonateUser({ userId })).session.userId, userId);
    assert.equal(ok(await client.getSession()).user.id, userId);
    ok(await client.admin.stopImpersonating());
    assert.equal(ok(await client.getSession()).user.email, adminEmail);
    const data = { name: 'Asha Rao', emailVerified: true };
    assert.equal(ok(await client.admin.updateUser({ userId, data })).name, 'Asha Rao');
    assert.equal(ok(await client.admin.getUser({ query: { id: userId } })).emailVerified, true);
    const asked = { permissions: { user: ['ban'] } };
    assert.equal(ok(await client.admin.hasPermission(asked)).success, true);
    assert.equal(ok(await theirs.client.admin.hasPermission(asked)).success, false);
    refused(await theirs.client.admin.listUsers({ query: {} }), 403, 'YOU_ARE_NOT_ALLOWED_TO_LIST_USERS');
    assert.deepEqual(ok(await client.admin.removeUser({ userId })), { success: true });
    refused(await client.admin.getUser({ query: { id: userId } }), 404, 'USER_NOT_FOUND');
    assert.equal(ok(await theirs.client.getSession()), null);
  },

  async 'refusals carry the codes that the client knows'() {
    const person = someone();
    const { client } = new Browser();
    refused(await client.signUp.email({ ...person, password: 'short' }), 400, 'PASSWORD_TOO_SHORT');
    ok(await client.signUp.email({ ...person, password }));
    const taken = await new Browser().client.signUp.email({ ...person, password });
    refused(taken, 422, 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL');
    assert(client.$ERROR_CODES[taken.error.code], 'a code that the client does not know');
    const wrong = { email: person.email, password: 'wrong password' };
    refused(await new Browser().client.signIn.email(wrong), 401, 'INVALID_EMAIL_OR_PASSWORD');
    const unknown = { email: someone().email, password };
    refused(await new Browser().client.signIn.email(unknown), 401, 'INVALID_EMAIL_OR_PASSWORD');
  },
});
