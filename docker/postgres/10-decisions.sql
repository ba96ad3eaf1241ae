-- The table of lab 05, for work by hand; its own description is labs/lab-05-postgres/schema.sql, and a test compares the two.
CREATE ROLE app_role LOGIN PASSWORD 'picking';

-- One row per decided product that could have come from two positions. `app_role` is the role of the app.
CREATE TABLE decision_analysis (
  decision_id  uuid           NOT NULL,
  order_id     bigint         NOT NULL,
  warehouse_id integer        NOT NULL,
  country      text           NOT NULL,
  product_id   bigint         NOT NULL,
  sector       text           NOT NULL,
  storage_type text           NOT NULL,
  amount       numeric(12, 3) NOT NULL,
  decided_at   timestamptz    NOT NULL,
  PRIMARY KEY (decision_id, product_id)
);

CREATE INDEX decision_analysis_order ON decision_analysis (order_id);
CREATE INDEX decision_analysis_warehouse ON decision_analysis (warehouse_id);

GRANT SELECT, INSERT ON decision_analysis TO app_role;
