package org.muster.casework;

/**
 * What is wrong with a form.
 *
 * @param field name of the field, as {@code conditions[0].zone}; empty when it is about the whole
 * @param sentence says what to do
 */
public record Problem(String field, String sentence) {}
