package org.muster.domain;

/** What lacked at an instant at which a condition did not bind. */
public enum Unbound {
  /** No order that asks it was in force. */
  NO_ORDER,
  /** No plan was in force: no device stood for the participant, or policy set nothing. */
  NO_PLAN,
  /** The schedule had no window. */
  OUTSIDE_SCHEDULE,
  /** It was not the time of the hearing or appointment. */
  OUTSIDE_OCCASION,
  /** The hearing or appointment was put off. */
  ADJOURNED
}
