// Signs what a gateway would send, with the unmodified npm package: node webhooks.mjs <base URL> <secret> <transaction> <paise>
import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';

const [baseURL, secret, transactionId, amount] = process.argv.slice(2);
assert(amount, 'usage: node webhooks.mjs <base URL> <secret> <transaction> <paise>');

const MINUTE = 60 * 1000;
const signer = new Webhook(secret);
const id = `msg_${Date.now()}`;
const body = JSON.stringify({
  business_id: 'bus_1',
  type: 'payment.succeeded',
  timestamp: new Date().toISOString(),
  data: {
    payload_type: 'Payment',
    payment_id: `pay_${Date.now()}`,
    status: 'succeeded',
    total_amount: Number(amount),
    currency: 'INR',
    metadata: { transactionId },
  },
});

async function send(sent, { messageId = id, at = new Date(), signature = signer.sign(messageId, at, body) } = {}) {
  const answer = await fetch(`${baseURL}/api/v1/payments/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signature,
    },
    body: sent,
  });
  return answer.status;
}

assert.equal(await send(body, { signature: new Webhook('whsec_' + 'A'.repeat(44)).sign(id, new Date(), body) }), 401);
assert.equal(await send(JSON.stringify(JSON.parse(body), null, 1)), 401, 'the same JSON in other bytes');
assert.equal(await send(body, { at: new Date(Date.now() - 6 * MINUTE) }), 401, 'stale');
assert.equal(await send(body, { signature: 'v1a,abc' }), 401);
assert.equal(await send(body), 200);
assert.equal(await send(body), 200, 'told again');
console.log('ok    what standardwebhooks signs is taken, and nothing else');
