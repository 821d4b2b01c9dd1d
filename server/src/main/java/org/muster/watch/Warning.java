package org.muster.watch;

/**
 * Something about the server that people who are signed in are told on every page.
 *
 * @param forEverybody whether all staff have to know, or only those who can see to it
 */
public record Warning(String words, boolean forEverybody) {}
