package org.muster.web;

/** A fix as the map draws it. */
record FixDot(
    double longitude, double latitude, double radiusMetres, String words, boolean believed) {}
