package org.muster.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Evidence;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Plan;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.ZoneVersion;
import org.muster.words.AccountRead;
import org.muster.words.AccountWords;
import org.muster.words.Background;
import org.muster.words.Facts;
import org.muster.words.Language;
import tools.jackson.databind.json.JsonMapper;

/**
 * A replay as JSON: {@code {"timeline":[…],"findings":[…],"accounts":[…]}}. Names follow the
 * vocabulary; instants and durations are ISO 8601; what is not known is null.
 */
public final class JsonOutput {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonOutput() {}

  public static String write(Replayed replayed, ZoneId zone, Language language) {
    List<Map<String, @Nullable Object>> timeline = new ArrayList<>();
    replayed
        .timelines()
        .forEach(
            (condition, line) ->
                line.spans().forEach(span -> timeline.add(span(replayed.label(condition), span))));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("timeline", timeline);
    all.put("findings", replayed.findings().stream().map(f -> finding(replayed, f)).toList());
    AccountWords words = new AccountWords(language);
    Background background = Background.of(zone, Optional.empty());
    all.put(
        "accounts",
        replayed.accounts().stream()
            .map(account -> AccountRead.of(account, words.tell(account, background)))
            .toList());
    return MAPPER.writeValueAsString(all);
  }

  private static Map<String, @Nullable Object> span(String condition, Span span) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("condition", condition);
    state(all, span.state());
    all.put("startsAt", span.startsAt().toString());
    all.put("endsAt", span.endsAt().toString());
    return all;
  }

  private static void state(Map<String, @Nullable Object> all, State state) {
    all.put("state", state.word());
    all.put("cause", state instanceof State.Unknown(State.Cause cause) ? cause.word() : null);
  }

  private static Map<String, @Nullable Object> finding(Replayed replayed, Finding finding) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("id", finding.id().value());
    all.put("condition", replayed.label(finding.condition()));
    all.put("kind", finding.kind().word());
    state(all, finding.state());
    all.put("startsAt", finding.startsAt().toString());
    all.put("endsAt", text(finding.endsAt()));
    all.put("knownAt", finding.knownAt().toString());
    all.put("policyId", finding.policyId());
    all.put("engineVersion", finding.engineVersion());
    all.put("evidence", evidence(finding.evidence()));
    return all;
  }

  private static Map<String, @Nullable Object> evidence(Evidence evidence) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("readings", evidence.readings().stream().map(JsonOutput::reading).toList());
    all.put("readingCount", evidence.readingCount());
    all.put("zone", evidence.zone().map(ZoneVersion::toString).orElse(null));
    all.put("window", evidence.window().map(JsonOutput::interval).orElse(null));
    all.put("plan", plan(evidence.plan()));
    all.put("lastHeardAt", text(evidence.lastHeardAt()));
    all.put("otherwise", evidence.otherwise().stream().map(JsonOutput::otherwise).toList());
    return all;
  }

  private static Map<String, @Nullable Object> reading(Evidence.Reading reading) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("observedAt", reading.observedAt().toString());
    all.put("latitude", reading.position().latitude());
    all.put("longitude", reading.position().longitude());
    OptionalDouble stated = reading.statedAccuracyMetres();
    all.put("statedAccuracyMetres", stated.isPresent() ? stated.getAsDouble() : null);
    all.put("radiusMetres", reading.radiusMetres());
    all.put(
        "radiusBy",
        switch (reading.radiusBy()) {
          case STATED -> "Stated";
          case UNSTATED -> "Unstated";
          case NETWORK_LEAST -> "NetworkLeast";
          case NETWORK_UNSTATED -> "NetworkUnstated";
        });
    all.put("distanceMetres", reading.distanceMetres());
    all.put("inside", reading.inside());
    all.put(
        "side",
        switch (reading.side()) {
          case CLEAR_INSIDE -> "ClearInside";
          case CLEAR_OUTSIDE -> "ClearOutside";
          case STRADDLING -> "Straddling";
        });
    all.put(
        "mark",
        switch (reading.mark()) {
          case BELIEVED -> "Believed";
          case COARSE -> "Coarse";
          case MOCK -> "Mock";
          case INVALID -> "Invalid";
          case WRONG_CLOCK -> "WrongClock";
          case TOO_FAST -> "TooFast";
          case STALE_REPEAT -> "StaleRepeat";
          case DRIFT -> "Drift";
        });
    return all;
  }

  private static Map<String, Object> interval(Interval interval) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("startsAt", interval.startsAt().toString());
    all.put("endsAt", interval.endsAt().toString());
    return all;
  }

  private static Map<String, Object> plan(Plan plan) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("freshness", plan.freshness().toString());
    all.put("confirmations", plan.confirmations());
    all.put("dwell", plan.dwell().toString());
    all.put("errorCircleFactor", plan.errorCircleFactor());
    all.put("unstatedAccuracyMetres", plan.unstatedAccuracyMetres());
    all.put("coarseAboveMetres", plan.coarseAboveMetres());
    all.put("speedMetresPerSecondMax", plan.speedMetresPerSecondMax());
    all.put("repeatBelievedFor", plan.repeatBelievedFor().toString());
    all.put("networkAccuracyMetresMin", plan.networkAccuracyMetresMin());
    all.put("networkUnstatedMetres", plan.networkUnstatedMetres());
    all.put("standsWithinMetres", plan.standsWithinMetres());
    all.put("driftMetresMax", plan.driftMetresMax());
    all.put("driftFor", plan.driftFor().toString());
    all.put("quietLimit", plan.quietLimit().toString());
    all.put("lostAfter", plan.lostAfter().toString());
    all.put("unverifiedAfter", plan.unverifiedAfter().toString());
    all.put("checkInGrace", plan.checkInGrace().toString());
    all.put("presenceMargin", plan.presenceMargin().toString());
    all.put("recordWithin", plan.recordWithin().toString());
    all.put("openConfirmedAfter", plan.openConfirmedAfter().toString());
    all.put("batteryLowPercent", plan.batteryLowPercent());
    all.put("chargeWithin", plan.chargeWithin().toString());
    return all;
  }

  private static Map<String, Object> otherwise(Evidence.Otherwise otherwise) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("type", otherwise.getClass().getSimpleName());
    all.putAll(Facts.of((Record) otherwise));
    return all;
  }

  private static @Nullable String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse(null);
  }
}
