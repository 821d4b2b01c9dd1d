package org.muster.web;

import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.muster.domain.AskedCondition;
import org.muster.domain.Condition;
import org.springframework.stereotype.Component;

/** What a condition asks beside its kind, as people read it; templates call it {@code @asks}. */
@Component("asks")
public class AskedWords {
  private final Moments moments;

  AskedWords(Moments moments) {
    this.moments = moments;
  }

  /** "by app or at the office, every 7 days"; empty where the kind, zone and schedule say all. */
  public String beside(AskedCondition asked, ZoneId zone) {
    return switch (asked.condition()) {
      case Condition.CheckIn checkIn ->
          checkIn.by().stream()
                  .map(channel -> channel.words().toLowerCase(java.util.Locale.ROOT))
                  .collect(Collectors.joining(" or "))
              + switch (checkIn.due()) {
                case Condition.Every(Duration cadence) ->
                    ", at least every " + ConditionRows.words(cadence);
                case Condition.InWindows windows -> ", in each window of the schedule";
              };
      case Condition.Attend attend ->
          attend.occasion().word()
              + " from "
              + moments.local(attend.during().startsAt(), zone)
              + " to "
              + moments.local(attend.during().endsAt(), zone);
      case Condition.StayWithin within -> "";
      case Condition.StayOutOf outOf -> "";
      case Condition.KeepContact keepContact -> "";
      case Condition.CareForDevice careForDevice -> "";
    };
  }
}
