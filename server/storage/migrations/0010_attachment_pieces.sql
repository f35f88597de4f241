-- Files whose bytes lie in a bucket: the objects that they are put together from. Columns as in 0001.

-- A piece has the bytes from `start` on. What comes before the first of a file lies in one object, as it was moved in from a folder.
CREATE TABLE attachment_pieces (
    attachment TEXT NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    start BIGINT NOT NULL,
    size BIGINT NOT NULL,
    object TEXT NOT NULL,
    PRIMARY KEY (attachment, start)
);
