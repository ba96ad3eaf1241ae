create table item (
  id integer primary key,
  name text not null check (name <> 'refused')
);
grant select, insert on item to app_role;
