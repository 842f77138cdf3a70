-- The district's keys: what its orders are signed with (both halves, as a JWK), and what recovery slots and rescue boxes are
-- sealed to (the public half only; the private half lies in a safe and never here).
ALTER TABLE instance ADD COLUMN signing_key text;
ALTER TABLE instance ADD COLUMN recovery_key text;
