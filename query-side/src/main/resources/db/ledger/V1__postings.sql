-- Double entry: what an event does to the accounts. Nothing here refers to a row elsewhere, so nothing here goes with one.
create table ledger.posting (
    epoch integer not null,
    seq bigint not null,
    line smallint not null,
    event_id uuid not null,
    event text not null,
    reference uuid not null,
    at timestamptz not null,
    account text not null check (account in
        ('gateway', 'creator', 'fee_income', 'suspense', 'in_transit', 'bank')),
    creator_id text check ((creator_id is not null) = (account = 'creator')),
    paise bigint not null check (paise <> 0),
    primary key (epoch, seq, line),
    unique (event_id, line)
);
create index posting_of_account on ledger.posting (account, epoch, seq);
create index posting_of_creator on ledger.posting (creator_id, at) where creator_id is not null;
create index posting_of_reference on ledger.posting (reference, account);

create function ledger.must_balance() returns trigger language plpgsql as $$
begin
    if (select sum(paise) from ledger.posting where event_id = new.event_id) <> 0 then
        raise exception 'the postings of event % do not sum to 0', new.event_id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger must_balance after insert on ledger.posting
    deferrable initially deferred for each row execute function ledger.must_balance();

create function ledger.must_stay() returns trigger language plpgsql as $$
begin
    raise exception 'a posting is never changed: another one corrects it' using errcode = 'restrict_violation';
end $$;
create trigger must_stay before update or delete or truncate on ledger.posting
    for each statement execute function ledger.must_stay();
