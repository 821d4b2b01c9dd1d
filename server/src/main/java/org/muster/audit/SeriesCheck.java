package org.muster.audit;

import java.util.List;

/** Looks at sheets in order of time. */
interface SeriesCheck {
  List<Finding> check(List<AtdSheet> sheets);
}
