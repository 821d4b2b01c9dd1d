package org.muster.engine;

import java.util.Iterator;
import java.util.List;

/** The state of a fold as words in a line. What is written is read back in the same order. */
final class StateText {
  private static final String NONE = "-";

  /** Stands for "there is none" among instants. */
  static final long NEVER = Long.MIN_VALUE;

  private StateText() {}

  static final class Writer {
    private final StringBuilder text = new StringBuilder();

    Writer word(String word) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(word);
      return this;
    }

    Writer number(long number) {
      return word(number == NEVER ? NONE : Long.toString(number));
    }

    Writer number(double number) {
      return word(Double.toString(number));
    }

    Writer flag(boolean flag) {
      return word(flag ? "1" : "0");
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  static final class Reader {
    private final Iterator<String> words;

    Reader(String text) {
      words = text.isEmpty() ? List.<String>of().iterator() : List.of(text.split(" ")).iterator();
    }

    boolean hasMore() {
      return words.hasNext();
    }

    String word() {
      if (!words.hasNext()) {
        throw new IllegalArgumentException("the state of a fold ends too soon");
      }
      return words.next();
    }

    long number() {
      String word = word();
      return word.equals(NONE) ? NEVER : Long.parseLong(word);
    }

    int smallNumber() {
      return Math.toIntExact(number());
    }

    double measure() {
      return Double.parseDouble(word());
    }

    boolean flag() {
      return word().equals("1");
    }
  }
}
