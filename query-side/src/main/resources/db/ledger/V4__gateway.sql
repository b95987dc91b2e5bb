alter table ledger.posting drop constraint posting_account_check;
alter table ledger.posting add check (account in
    ('gateway', 'gateway_fees', 'creator', 'fee_income', 'corrections', 'suspense', 'in_transit', 'bank'));

-- What the gateway's own ledger says, by day. Amounts are of the currency's smallest unit; what adds to what the gateway
-- keeps for us counts up.
create table ledger.gateway_day (
    day date primary key
);
create table ledger.gateway_entry (
    entry_id text primary key,
    type text not null,
    object_id text not null,
    amount bigint not null,
    currency text not null,
    at timestamptz not null
);
create index gateway_entry_of_object on ledger.gateway_entry (object_id);

-- What we have of each payment, refund and dispute of the gateway, by the gateway's id. Without a currency the amount is not
-- known here, for it is in no account.
create table ledger.gateway_object (
    object_id text primary key,
    transaction_id uuid not null,
    dispute_id uuid unique,
    status text not null,
    amount bigint not null,
    currency text,
    at timestamptz not null
);
create index gateway_object_of_transaction on ledger.gateway_object (transaction_id);

-- What is not there is judged once the day and the next one are complete: the clocks are two.
create view ledger.gateway_difference as
with entry as (
    select object_id, type, currency, sum(amount) as amount, count(*) as times, min(at) as at from ledger.gateway_entry
    where type in ('payment', 'refund', 'refund_reversal', 'dispute', 'dispute_reversal') group by object_id, type, currency),
there as (
    select object_id, sum(amount)::bigint as amount, max(times) as times,
        min(currency) as currency, min(at) as at from entry group by object_id)
select object_id, case
        when here.object_id is null then 'missing_here'
        when there.object_id is null then 'missing_there'
        when there.times > 1 then 'duplicate'
        when sign(here.amount) <> sign(there.amount) then 'status'
        else 'amount' end as class,
    here.transaction_id, here.status, here.amount as here_amount, here.currency as here_currency,
    there.amount as there_amount, there.currency as there_currency, coalesce(there.at, here.at) as at
from ledger.gateway_object here full join there using (object_id)
where case
    when here.object_id is null then there.amount <> 0
    when there.object_id is null then here.amount <> 0 and 2 = (select count(*) from ledger.gateway_day
        where day in ((here.at at time zone 'utc')::date, (here.at at time zone 'utc')::date + 1))
    else there.times > 1
        or here.currency is not null and (here.amount, here.currency) <> (there.amount, there.currency) end;
