package org.muster.audit;

/** What is checked: A inside one workbook, P from one posting of a publisher to the next. */
public enum Check {
  A1("Categories add up to their total"),
  A2("Offices and their technologies add up to the national numbers"),
  A3("Cost divided by count gives the known unit price"),
  A4("The weighted mean of the parts is the stated mean"),
  A5("Statements of one fact in one workbook agree"),
  A6("Required cells are there; labels are unique and known"),
  P1("The source report moves forward in time and is not old"),
  P2("One source date has one set of numbers"),
  P3("A table is not a copy of an earlier period's"),
  P4("A category's change since the last posting is plausible"),
  P5("The total moves when its source date does"),
  P6("Counts of the year to date never fall within a fiscal year"),
  P7("A mean does not jump without a change of who is counted");

  private final String rule;

  Check(String rule) {
    this.rule = rule;
  }

  /** The rule in a few words. */
  public String rule() {
    return rule;
  }
}
