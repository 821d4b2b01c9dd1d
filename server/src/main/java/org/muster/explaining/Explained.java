package org.muster.explaining;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.muster.account.Account;
import org.muster.domain.AskedCondition;
import org.muster.domain.DestroyedTrack;
import org.muster.domain.Excusal;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.muster.domain.Order;

/** What is answered to the question why a condition was in a state at an instant. */
public sealed interface Explained {

  /**
   * The account, and what its sentences tell beside it.
   *
   * @param zone of the office
   */
  record Told(
      Account account,
      AskedCondition asked,
      Order order,
      ZoneId zone,
      Map<ExcusalId, Excusal> excusals)
      implements Explained {
    public Told {
      excusals = Map.copyOf(excusals);
    }
  }

  /** No order of the stay asks such a condition. */
  record NoSuchCondition() implements Explained {}

  /**
   * What it was judged on was destroyed: what was said of it stays, but nobody can say why.
   *
   * @param zone of the office
   */
  record NothingLeft(DestroyedTrack destroyed, ZoneId zone) implements Explained {}

  /**
   * Nothing was judged at that instant.
   *
   * @param judged from when until when it was; empty when it never was
   */
  record NotJudged(Optional<Interval> judged) implements Explained {}
}
