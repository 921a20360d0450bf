package io.surge.domain;

/**
 * A cell of a {@link ZoneGrid}, as the grid's own packed number: the key of every state and
 * shuffle. Only the grid that made it can tell its id or outline.
 */
public record Zone(long code) {}
