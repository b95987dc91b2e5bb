// The unmodified SDK of the real gateway against the simulator: node sdk.mjs <port for webhooks>
// Address, API key and webhook secret stand in the environment, under the names that the SDK reads.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import DodoPayments from 'dodopayments';
import { Webhook } from 'standardwebhooks';

const { DODO_PAYMENTS_BASE_URL: base, DODO_PAYMENTS_API_KEY: key, DODO_PAYMENTS_WEBHOOK_KEY: secret } = process.env;

const received = [];
const merchant = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
  response.end();
});
merchant.listen(Number(process.argv[2]));
await once(merchant, 'listening');

/** What the SDK has no call for, because the real gateway has none. */
async function test(path, body) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const response = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
}

const client = new DodoPayments({ maxRetries: 0 });

const customer = await client.customers.create({
  email: 'fan@example.test',
  name: 'Vikram',
  metadata: { userId: 'u-1' },
});
assert.match(customer.customer_id, /^cus_/);
assert.deepEqual(await client.customers.retrieve(customer.customer_id), customer);
const renamed = await client.customers.update(customer.customer_id, { name: 'Vikram S' });
assert.equal(renamed.name, 'Vikram S');

const price = {
  type: 'one_time_price',
  currency: 'INR',
  price: 1,
  pay_what_you_want: true,
  tax_inclusive: true,
};
const product = await client.products.create({ name: 'One-off', price, tax_category: 'digital_products' });
assert.match(product.product_id, /^pdt_/);
await client.products.update(product.product_id, { name: 'One-off sale' });
const changed = await client.products.retrieve(product.product_id);
assert.equal(changed.name, 'One-off sale');
assert.equal(changed.price.pay_what_you_want, true);
assert.equal((await client.products.list()).items[0].price_detail.currency, 'INR');

const cart = { product_id: product.product_id, quantity: 1, amount: 19900 };
const order = {
  product_cart: [cart],
  customer: { customer_id: customer.customer_id },
  metadata: { transactionId: 't-1' },
  return_url: 'http://localhost:8080/payments/return',
};
const session = await client.checkoutSessions.create(order);
assert.match(session.session_id, /^cks_/);
assert.equal(session.checkout_url, `${base}/checkout/${session.session_id}`);
const open = await client.checkoutSessions.retrieve(session.session_id);
assert.equal(open.payment_id, null);

await test(`/test/checkouts/${session.session_id}/pay`, { method: 'card', number: '4242424242424242' });
const closed = await client.checkoutSessions.retrieve(session.session_id);
assert.equal(closed.payment_status, 'succeeded');
const payment = await client.payments.retrieve(closed.payment_id);
assert.match(payment.payment_id, /^pay_/);
assert.equal(payment.total_amount, 19900);
assert.equal(payment.currency, 'INR');
assert.equal(payment.customer.customer_id, customer.customer_id);
assert.deepEqual(payment.metadata, { transactionId: 't-1' });
assert.deepEqual(payment.product_cart, [{ product_id: product.product_id, quantity: 1 }]);

await test('/test/clock/advance', { seconds: 0 });
assert.equal(received.length, 1);
const [{ headers, body }] = received;
const event = client.webhooks.unwrap(body, { headers });
assert.equal(event.type, 'payment.succeeded');
assert.equal(event.business_id, customer.business_id);
assert.deepEqual(event.data, { payload_type: 'Payment', ...payment });
assert.deepEqual(new Webhook(secret).verify(body, headers), event);
assert.throws(() => client.webhooks.unwrap(body + ' ', { headers }));
assert.throws(() => client.webhooks.unwrap(body, { headers: { ...headers, 'webhook-id': 'msg_other' } }));

for (let count = 0; count < 4; count++) {
  const { session_id: id } = await client.checkoutSessions.create(order);
  await test(`/test/checkouts/${id}/pay`, { method: 'upi', vpa: 'success@upi' });
}
const all = [];
for await (const listed of client.payments.list({ page_size: 2, page_number: 0 })) all.push(listed);
assert.equal(new Set(all.map((listed) => listed.payment_id)).size, 5);
assert.equal((await client.payments.list({ status: 'processing' })).items.length, 4);

const refund = await client.refunds.create({
  payment_id: payment.payment_id,
  items: [{ item_id: product.product_id, amount: 900 }],
  metadata: { refundId: 'r-1' },
});
assert.match(refund.refund_id, /^ref_/);
assert.equal(refund.status, 'pending');
await test('/test/clock/advance', { seconds: 10 });
const refunded = await client.refunds.retrieve(refund.refund_id);
assert.deepEqual(refunded, { ...refund, status: 'succeeded' });
assert.equal((await client.refunds.list({ status: 'succeeded' })).items[0].amount, 900);
assert.equal((await client.payments.retrieve(payment.payment_id)).refund_status, 'partial');
const opened = await test(`/test/payments/${payment.payment_id}/dispute`, {});
assert.equal((await client.disputes.retrieve(opened.dispute_id)).amount, '19000');
await test(`/test/disputes/${opened.dispute_id}/move`, { status: 'won' });
assert.equal((await client.disputes.list()).items[0].dispute_status, 'dispute_won');
await test('/test/clock/advance', { seconds: 0 });
const told = received.map(({ headers, body }) => client.webhooks.unwrap(body, { headers }));
assert.deepEqual(told.find(({ type }) => type === 'refund.succeeded').data, { payload_type: 'Refund', ...refunded });
assert.equal(told.find(({ type }) => type === 'dispute.won').data.dispute_id, opened.dispute_id);
const entries = [];
for await (const entry of client.balances.retrieveLedger({ page_size: 2, page_number: 0 }))
  if (entry.event_type !== 'payment') entries.push(entry.event_type);
assert.deepEqual(entries, ['dispute_reversal', 'dispute', 'refund']);

const recurring = await client.products.create({
  name: 'Gold',
  tax_category: 'digital_products',
  price: {
    type: 'recurring_price',
    currency: 'INR',
    price: 9900,
    discount: 0,
    purchasing_power_parity: false,
    tax_inclusive: true,
    payment_frequency_count: 1,
    payment_frequency_interval: 'Month',
    subscription_period_count: 10,
    subscription_period_interval: 'Year',
  },
});
assert.equal(recurring.is_recurring, true);
const joining = await client.checkoutSessions.create({
  ...order,
  product_cart: [{ product_id: recurring.product_id, quantity: 1 }],
});
received.length = 0;
await test(`/test/checkouts/${joining.session_id}/pay`, { method: 'card', number: '4242424242424242' });
await test('/test/clock/advance', { seconds: 0 });
const heard = received.map((webhook) => client.webhooks.unwrap(webhook.body, { headers: webhook.headers }));
const active = heard.find((webhook) => webhook.type === 'subscription.active');
const subscription = await client.subscriptions.retrieve(active.data.subscription_id);
assert.deepEqual(active.data, { payload_type: 'Subscription', ...subscription });
assert.equal(subscription.recurring_pre_tax_amount, 9900);
assert.equal((await client.subscriptions.list({ status: 'active' })).items.length, 1);
await test('/test/clock/advance', { seconds: 31 * 86400 });
const charges = await client.payments.list({ subscription_id: subscription.subscription_id });
assert.equal(charges.items.length, 2);
assert.equal(charges.items[0].checkout_session_id, null);
const paused = await client.subscriptions.update(subscription.subscription_id, { status: 'paused' });
assert.equal(paused.status, 'paused');
await client.subscriptions.update(subscription.subscription_id, { status: 'active' });
const method = { payment_method: { type: 'new', return_url: 'http://localhost:8080/' } };
const link = await client.subscriptions.updatePaymentMethod(subscription.subscription_id, method);
assert.match(link.payment_link, /\/checkout\/cks_/);
const ending = await client.subscriptions.update(subscription.subscription_id, { cancel_at_next_billing_date: true });
assert.equal(ending.cancel_at_next_billing_date, true);
await test('/test/clock/advance', { seconds: 31 * 86400 });
assert.equal((await client.subscriptions.retrieve(subscription.subscription_id)).status, 'cancelled');

await assert.rejects(client.payments.retrieve('pay_unknown'), DodoPayments.NotFoundError);
await assert.rejects(client.customers.create({ name: 'N' }), DodoPayments.BadRequestError);
await assert.rejects(
  client.checkoutSessions.create({ ...order, product_cart: [{ ...cart, amount: 0 }] }),
  DodoPayments.UnprocessableEntityError,
);
await assert.rejects(
  new DodoPayments({ bearerToken: 'wrong', maxRetries: 0 }).payments.list(),
  (error) => error instanceof DodoPayments.AuthenticationError && error.error.code === 'UNAUTHORIZED',
);

merchant.close();
merchant.closeAllConnections();
console.log('The SDK is content.');
