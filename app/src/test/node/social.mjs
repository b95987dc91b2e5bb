// Sign-in and linking by a provider: node social.mjs <better-auth release> <base URL> <provider>
import assert from 'node:assert/strict';
import { Browser, ok, password, refused, run, someone } from './browser.mjs';

const [provider] = process.argv.slice(4);
assert(provider, 'usage: node social.mjs <better-auth release> <base URL> <provider>');

const pages = { provider, callbackURL: '/home', errorCallbackURL: '/failed', disableRedirect: true };

/** Says at the provider's page who one is, and comes back to the application. */
async function signInThere(browser, url, email) {
  const page = await browser.visit(url);
  const back = page.endsWith('/login') ? await browser.visit(await browser.visit(page, { login: email })) : page;
  return new URL(await browser.visit(back)).pathname;
}

await run({
  async 'a provider signs a new user up, and in again'() {
    const { email } = someone();
    for (const isNew of [true, false]) {
      const browser = new Browser();
      const { url, redirect } = ok(await browser.client.signIn.social({ ...pages, newUserCallbackURL: '/welcome' }));
      assert.equal(redirect, false);
      assert.equal(await signInThere(browser, url, email), isNew ? '/welcome' : '/home');
      const { user } = ok(await browser.client.getSession());
      assert.deepEqual([user.email, user.emailVerified], [email, true]);
    }
  },

  async 'an account is linked, its tokens are read, and it is unlinked'() {
    const person = someone();
    const browser = new Browser();
    const { client } = browser;
    ok(await client.signUp.email({ ...person, password }));
    const { url } = ok(await client.linkSocial(pages));
    assert.equal(await signInThere(browser, url, person.email), '/home');
    const account = ok(await client.listAccounts()).find(({ providerId }) => providerId === provider);
    assert.deepEqual(account.scopes.toSorted(), ['email', 'openid', 'profile']);
    const { accountId } = account;
    const { accessToken } = ok(await client.getAccessToken({ providerId: provider, accountId }));
    assert.equal(typeof accessToken, 'string');
    assert.equal(typeof ok(await client.refreshToken({ providerId: provider, accountId })).accessToken, 'string');
    assert.equal(ok(await client.accountInfo({ query: { accountId } })).user.email, person.email);
    assert.deepEqual(ok(await client.unlinkAccount({ providerId: provider, accountId })), { status: true });
    const last = { providerId: 'credential' };
    refused(await client.unlinkAccount(last), 400, 'FAILED_TO_UNLINK_LAST_ACCOUNT');
  },

  async 'a provider that nobody has set up is not found'() {
    refused(await new Browser().client.signIn.social({ ...pages, provider: 'github' }), 404, 'PROVIDER_NOT_FOUND');
  },
});
