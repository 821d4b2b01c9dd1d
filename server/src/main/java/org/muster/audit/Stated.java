package org.muster.audit;

import java.time.LocalDate;

/** A date as a cell states it, with the words it stands in. */
record Stated(LocalDate date, String cell, String words) {}
