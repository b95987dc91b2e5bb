alter table ledger.posting drop constraint posting_account_check;
alter table ledger.posting add check (account in
    ('gateway', 'creator', 'fee_income', 'corrections', 'suspense', 'in_transit', 'bank'));
