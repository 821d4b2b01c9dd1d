package org.muster.tables;

/**
 * What is to be mended, or known, about a policy package, said at its place.
 *
 * @param row from 1; 0 where it is about no single row
 * @param column by its name; empty where it is about no single column
 */
public record Defect(Weight weight, String file, int row, String column, String sentence) {
  /** What it means for a signature. */
  public enum Weight {
    /** The package can not be signed. */
    ERROR("Error"),
    /** Somebody has to look; a signature says that somebody did. */
    WARNING("Warning"),
    /** Worth knowing. */
    NOTE("Note");

    private final String words;

    Weight(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  static Defect error(String file, String sentence) {
    return new Defect(Weight.ERROR, file, 0, "", sentence);
  }

  /** The same, of another weight. */
  Defect as(Weight other) {
    return new Defect(other, file, row, column, sentence);
  }

  /** Where it is, in words. */
  public String place() {
    return file + (row > 0 ? ", row " + row : "") + (column.isEmpty() ? "" : ", column " + column);
  }
}
