package io.surge.domain;

/**
 * A record that was not counted, and why.
 *
 * @param detail a sentence for a person; never holds more of the record than its field names
 */
public record DeadLetter(InputRecord origin, RejectionReason reason, String detail) {}
