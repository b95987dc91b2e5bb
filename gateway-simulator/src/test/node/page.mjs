// The checkout page in headless Chromium: node page.mjs <path of Chromium> [folder for screenshots]
// Address and API key stand in the environment, under the names that the SDK reads.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import axe from 'axe-core';
import DodoPayments from 'dodopayments';
import { chromium } from 'playwright-core';

const [, , executablePath, screenshots] = process.argv;
const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 800 };

const shop = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(`<title>Shop</title>${request.url}`);
});
shop.listen(0);
await once(shop, 'listening');
const returnUrl = `http://localhost:${shop.address().port}/return?order=1`;

const client = new DodoPayments();
const price = {
  type: 'one_time_price',
  currency: 'INR',
  price: 1,
  pay_what_you_want: true,
  tax_inclusive: true,
};
const product = await client.products.create({ name: 'Membership', price, tax_category: 'digital_products' });

async function checkout(amount, title) {
  const session = await client.checkoutSessions.create({
    product_cart: [{ product_id: product.product_id, quantity: 1, amount }],
    customer: { email: 'a.very.long.address.of.a.devoted.fan@mail.example.test', name: 'Vikram' },
    metadata: { title },
    return_url: returnUrl,
  });
  return session.checkout_url;
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });

/** Scripts are the test's, not the page's: it is used without any. */
async function visit(url, viewport) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function assertSound(page, name) {
  const { width } = page.viewportSize();
  const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
  assert(scrolled <= width, `${name} is ${scrolled} px wide at ${width} px`);
  const { violations } = await page.evaluate(`${axe.source}; axe.run()`);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  assert.deepEqual(found, [], `${name} at ${width} px`);
  if (screenshots) await page.screenshot({ path: join(screenshots, `${name}-${width}.png`), fullPage: true });
}

async function assertBack(page, status) {
  await page.waitForURL((url) => url.pathname === '/return');
  const query = new URL(page.url()).searchParams;
  assert.equal(query.get('order'), '1');
  assert.equal(query.get('status'), status);
  const payment = await client.payments.retrieve(query.get('payment_id'));
  assert.equal(payment.status, status);
}

for (const viewport of [PHONE, DESKTOP]) {
  const url = await checkout(2147483647, 'Inner circle of Asha Rao, three months, with everything she has ever made');
  const page = await visit(url, viewport);
  const text = await page.locator('body').innerText();
  for (const shown of ['Asha Rao', 'Asha & Co', 'Membership', '₹2,14,74,836.47', 'Test mode']) {
    assert(text.includes(shown), `${shown} is not on the page:\n${text}`);
  }
  await assertSound(page, 'open');
  await page.getByText('UPI', { exact: true }).click();
  assert(await page.getByLabel('UPI ID').isVisible());
  await assertSound(page, 'upi');
  await page.getByText('Card', { exact: true }).click();
  await page.getByLabel('Card number').fill('4111 1111 1111 1111');
  await page.getByRole('button', { name: 'Pay' }).click();
  await page.getByRole('alert').waitFor();
  await assertSound(page, 'mistake');
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.getByRole('button', { name: 'Pay' }).click();
  await assertBack(page, 'succeeded');
  await page.goto(url);
  await assertSound(page, 'closed');
  await page.goto(`${url}x`);
  await assertSound(page, 'unknown');
}

const context = await browser.newContext({ javaScriptEnabled: false });
const page = await context.newPage();
await page.goto(await checkout(19900, 'Post'));
await page.getByLabel('Card number').fill('4000 0000 0000 0002');
await page.getByRole('button', { name: 'Pay' }).click();
await assertBack(page, 'failed');
await page.goto(await checkout(19900, 'Post'));
await page.getByText('UPI', { exact: true }).click();
await page.getByRole('button', { name: 'Pay' }).click();
await assertBack(page, 'processing');
await page.goto(await checkout(19900, 'Post'));
await page.getByRole('button', { name: 'Cancel and go back' }).click();
await assertBack(page, 'cancelled');

await browser.close();
shop.close();
shop.closeAllConnections();
console.log('The checkout page is sound.');
