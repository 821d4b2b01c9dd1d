package org.muster.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Fixes that may become evidence, named by a small number: a row of this stretch, or one that an
 * earlier stretch carried over. So the walk itself keeps no objects.
 */
final class Readings {
  static final int NONE = -1;

  private final Marks marks;
  private final List<Kept> carried = new ArrayList<>();

  Readings(Marks marks) {
    this.marks = marks;
  }

  Kept get(int ref) {
    return ref >= 0 ? marks.kept(ref) : carried.get(-2 - ref);
  }

  void write(StateText.Writer text, int ref) {
    text.flag(ref != NONE);
    if (ref != NONE) {
      get(ref).write(text);
    }
  }

  int read(StateText.Reader text) {
    if (!text.flag()) {
      return NONE;
    }
    carried.add(Kept.read(text));
    return -1 - carried.size();
  }
}
