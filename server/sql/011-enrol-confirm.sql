-- A code may confirm its device by itself: demonstrations, and an administrator who sits at the computer.
ALTER TABLE enrol_codes ADD COLUMN auto_confirm boolean NOT NULL DEFAULT false;
