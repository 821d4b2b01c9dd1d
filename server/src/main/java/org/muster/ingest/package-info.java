/** Device protocols: report to observations; refuse, dedupe, journal, then acknowledge. */
@NullMarked
package org.muster.ingest;

import org.jspecify.annotations.NullMarked;
