package org.muster.audit;

import java.util.List;

/** A field office (AOR) and its technologies. */
record Office(Line line, List<Line> technologies) {
  Office {
    technologies = List.copyOf(technologies);
  }
}
