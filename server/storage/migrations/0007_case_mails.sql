-- The mails that a case has taken: the same one twice is one, and one that was sent to two cases stands in both.
CREATE TABLE case_mails (
    case_reference TEXT NOT NULL REFERENCES cases (reference) ON DELETE CASCADE,
    message_id TEXT NOT NULL,
    PRIMARY KEY (case_reference, message_id)
);
INSERT INTO case_mails (case_reference, message_id)
    SELECT case_reference, message_id FROM case_events WHERE message_id IS NOT NULL;
