package org.muster.worklist;

import java.time.Instant;
import java.util.List;

/**
 * One page of the list, and the count that balances: raised − decided − withdrawn = open.
 *
 * @param people those of this page
 * @param personCount how many people the whole list has
 * @param overdueCount how many of them are past their due time
 * @param page counted from 1
 */
public record WorklistPage(
    List<AlertedPerson> people,
    int personCount,
    long overdueCount,
    long raised,
    long decided,
    long withdrawn,
    long open,
    int page,
    int pageCount,
    Instant asOf) {}
