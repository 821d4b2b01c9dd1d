package org.muster.audit;

import java.util.List;

/** Looks at one sheet alone. */
interface SheetCheck {
  List<Finding> check(AtdSheet sheet);
}
