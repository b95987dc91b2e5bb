-- What auditors filter by, each in the log's order. Aggregate and time have their indexes already.
create index event_name on event_store.event (name, seq);
create index event_actor on event_store.event ((metadata ->> 'actor'), seq);
create index event_on_behalf_of on event_store.event ((metadata ->> 'onBehalfOf'), seq)
    where metadata ->> 'onBehalfOf' is not null;
create index event_correlation on event_store.event ((metadata ->> 'correlationId'), seq);
create index event_subjects on event_store.event using gin (string_to_array(metadata ->> 'subjects', ','));
