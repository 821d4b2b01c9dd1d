package org.muster.replay;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.domain.Plan;

/** Changes to a plan written as {@code confirmations=3} or {@code dwell=PT5M}. */
public final class PlanText {
  private static final List<String> NAMES =
      List.of(
          "freshness",
          "confirmations",
          "dwell",
          "errorCircleFactor",
          "unstatedAccuracyMetres",
          "coarseAboveMetres",
          "speedMetresPerSecondMax",
          "repeatBelievedFor",
          "networkAccuracyMetresMin",
          "networkUnstatedMetres",
          "standsWithinMetres",
          "driftMetresMax",
          "driftFor",
          "quietLimit",
          "lostAfter",
          "unverifiedAfter",
          "checkInGrace",
          "presenceMargin",
          "recordWithin",
          "openConfirmedAfter",
          "batteryLowPercent",
          "chargeWithin");
  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})([smhd])");

  private final Map<String, String> changes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private PlanText() {}

  /** The plan with the changes made, each {@code name=value}; the last of a name counts. */
  public static Plan changed(Plan plan, List<String> changes) throws UnreadableArgument {
    PlanText text = new PlanText();
    for (String change : changes) {
      int equals = change.indexOf('=');
      String name = equals < 0 ? change : change.substring(0, equals).strip();
      if (equals < 0 || NAMES.stream().noneMatch(name::equalsIgnoreCase)) {
        throw new UnreadableArgument(
            "The plan has no "
                + Quote.of(change)
                + ". Write name=value, like confirmations=3 or dwell=PT5M; the names are "
                + String.join(", ", NAMES)
                + ".");
      }
      text.changes.put(name, change.substring(equals + 1).strip());
    }
    try {
      return text.apply(plan);
    } catch (IllegalArgumentException e) {
      throw new UnreadableArgument("This can not be a plan: " + e.getMessage() + ".");
    }
  }

  /** The name of the policy with the changes, so that no finding passes for unchanged policy. */
  public static String policyId(String id, List<String> changes) {
    List<String> sorted = new ArrayList<>(changes);
    sorted.sort(null);
    return changes.isEmpty() ? id : id + " with " + String.join(", ", sorted);
  }

  private Plan apply(Plan plan) throws UnreadableArgument {
    return new Plan(
        duration("freshness", plan.freshness()),
        (int) number("confirmations", plan.confirmations(), true),
        duration("dwell", plan.dwell()),
        number("errorCircleFactor", plan.errorCircleFactor(), false),
        number("unstatedAccuracyMetres", plan.unstatedAccuracyMetres(), false),
        number("coarseAboveMetres", plan.coarseAboveMetres(), false),
        number("speedMetresPerSecondMax", plan.speedMetresPerSecondMax(), false),
        duration("repeatBelievedFor", plan.repeatBelievedFor()),
        number("networkAccuracyMetresMin", plan.networkAccuracyMetresMin(), false),
        number("networkUnstatedMetres", plan.networkUnstatedMetres(), false),
        number("standsWithinMetres", plan.standsWithinMetres(), false),
        number("driftMetresMax", plan.driftMetresMax(), false),
        duration("driftFor", plan.driftFor()),
        duration("quietLimit", plan.quietLimit()),
        duration("lostAfter", plan.lostAfter()),
        duration("unverifiedAfter", plan.unverifiedAfter()),
        duration("checkInGrace", plan.checkInGrace()),
        duration("presenceMargin", plan.presenceMargin()),
        duration("recordWithin", plan.recordWithin()),
        duration("openConfirmedAfter", plan.openConfirmedAfter()),
        (int) number("batteryLowPercent", plan.batteryLowPercent(), true),
        duration("chargeWithin", plan.chargeWithin()));
  }

  private double number(String name, double unchanged, boolean whole) throws UnreadableArgument {
    String text = changes.get(name);
    if (text == null) {
      return unchanged;
    }
    if (!text.matches(whole ? "\\d{1,6}" : "\\d{1,9}(\\.\\d{1,9})?")) {
      throw new UnreadableArgument(
          name + " is a " + (whole ? "whole " : "") + "number, not " + Quote.of(text) + ".");
    }
    return Double.parseDouble(text);
  }

  private Duration duration(String name, Duration unchanged) throws UnreadableArgument {
    String text = changes.get(name);
    if (text == null) {
      return unchanged;
    }
    Matcher matcher = SHORT.matcher(text.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        case "h" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnreadableArgument(
          name + " is a duration like 5m, 12h or PT5M, not " + Quote.of(text) + ".");
    }
  }
}
