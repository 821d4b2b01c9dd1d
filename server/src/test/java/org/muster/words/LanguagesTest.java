package org.muster.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.account.Amount;
import org.muster.account.Because;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.ConditionKind;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Side;
import org.muster.domain.ExcusalId;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.domain.State;
import org.muster.domain.Unbound;
import org.muster.policy.PlanParameter;

/** No statement is without a text, in any language. */
class LanguagesTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Instant AT = Instant.parse("2026-11-24T15:00:00Z");
  private static final Languages LANGUAGES = new Languages();

  @Test
  void givenTheLanguages_thenTheyAreEnglishAndSpanish() {
    assertThat(LANGUAGES.list().stream().map(Language::name)).containsExactly("English", "Español");
  }

  @Test
  void givenTheLanguages_thenAllHaveTheSameKeys() {
    for (Language language : LANGUAGES.list()) {
      assertThat(language.texts().keySet())
          .as(language.code())
          .isEqualTo(LANGUAGES.english().texts().keySet());
    }
  }

  @Test
  void givenTheLanguages_thenEachTextTakesTheSameArguments() {
    for (Language language : LANGUAGES.list()) {
      language
          .texts()
          .forEach(
              (key, text) ->
                  assertThat(new MessageFormat(text).getArgumentNames())
                      .as("%s in %s", key, language.code())
                      .isEqualTo(
                          new MessageFormat(LANGUAGES.english().texts().get(key))
                              .getArgumentNames()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void givenAnyStatement_thenItIsToldWithAllItsFacts(String code) {
    Language language = LANGUAGES.get(code);
    for (Class<?> type :
        Stream.of(Because.class, Otherwise.class, Amount.class)
            .flatMap(all -> Stream.of(all.getPermittedSubclasses()))
            .toList()) {
      for (int count : List.of(1, 5)) {
        SortedMap<String, Object> arguments = Arguments.of(sample(type, count), language, CHICAGO);
        arguments.putAll(
            Map.of("granted", "true", "author", "A. Autor", "reason", "R", "rowBefore", "true"));
        String key = type.getEnclosingClass() == Otherwise.class ? "otherwise." : prefix(type);
        String told = language.say(key + type.getSimpleName(), arguments);
        assertThat(told).as("%s in %s", type, code).isNotBlank().doesNotContain("{", "}", "null");
      }
    }
  }

  private static String prefix(Class<?> type) {
    return type.getEnclosingClass() == Because.class ? "because." : "amount.";
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void givenAnyWord_thenItHasAText(String code) {
    SortedMap<String, String> texts = LANGUAGES.get(code).texts();
    List<String> keys = new ArrayList<>();
    for (PlanParameter parameter : PlanParameter.values()) {
      keys.addAll(List.of("parameter." + parameter.name(), "rule." + parameter.name()));
    }
    for (ConditionKind kind : ConditionKind.values()) {
      keys.addAll(List.of("condition." + kind.name(), "asks." + kind.name()));
    }
    for (FindingKind kind : FindingKind.values()) {
      keys.addAll(List.of("kind." + kind.name(), "finding." + kind.name()));
    }
    for (Unbound unbound : Unbound.values()) {
      keys.add("had." + unbound.name());
    }
    Stream.of(
            Mark.values(),
            Side.values(),
            State.Cause.values(),
            Channel.values(),
            Attendance.values(),
            Unbound.values())
        .flatMap(Arrays::stream)
        .forEach(word -> keys.add(Arguments.key((Enum<?>) word)));
    Stream.of(State.class.getPermittedSubclasses())
        .forEach(state -> keys.add("state." + state.getSimpleName()));
    assertThat(texts).containsKeys(keys.toArray(String[]::new));
  }

  @Test
  void givenTheEnglishNames_thenThePagesUseTheSame() {
    Language english = LANGUAGES.english();
    for (PlanParameter parameter : PlanParameter.values()) {
      assertThat(english.say("parameter." + parameter.name())).isEqualTo(parameter.words());
    }
    for (ConditionKind kind : ConditionKind.values()) {
      assertThat(english.say("condition." + kind.name())).isEqualTo(kind.words());
    }
    for (FindingKind kind : FindingKind.values()) {
      assertThat(english.say("kind." + kind.name())).isEqualTo(kind.words());
    }
  }

  @Test
  void givenALanguage_thenTimesDurationsAndLengthsAreWrittenAsItDoes() {
    Language english = LANGUAGES.english();
    Language spanish = LANGUAGES.get("es");
    assertThat(english.instant(AT, CHICAGO)).isEqualTo("Tue 24 Nov 2026, 09:00 CST");
    assertThat(spanish.instant(AT, CHICAGO)).startsWith("mar 24 nov 2026, 09:00 ");
    assertThat(english.exact(AT.plusSeconds(7), CHICAGO)).contains("09:00:07");
    assertThat(spanish.zone(CHICAGO)).contains("central").contains("America/Chicago");
    assertThat(english.lasting(Duration.ofHours(25))).isEqualTo("1 day 1 hour");
    assertThat(spanish.lasting(Duration.ofHours(25))).isEqualTo("1 día y 1 hora");
    assertThat(spanish.lasting(Duration.ofSeconds(601))).isEqualTo("10 minutos");
    assertThat(english.lasting(Duration.ofSeconds(61))).isEqualTo("1 minute 1 second");
    assertThat(english.lasting(Duration.ZERO)).isEqualTo("less than a second");
    assertThat(english.metres(1_449)).isEqualTo("1.4 km");
    assertThat(english.metres(84.6)).isEqualTo("85 m");
    assertThat(spanish.metres(1.04)).isEqualTo("1.0 m");
  }

  /** A statement of that type with a fact for each component. */
  private static Record sample(Class<?> type, int count) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] facts = new Object[components.length];
    for (int i = 0; i < facts.length; i++) {
      facts[i] = fact(components[i].getType(), components[i].getName(), count);
    }
    try {
      return (Record)
          type.getDeclaredConstructor(
                  Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new))
              .newInstance(facts);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no sample of " + type, e);
    }
  }

  private static Object fact(Class<?> type, String name, int count) {
    Map<Class<?>, Object> facts = new TreeMap<>(Comparator.comparing(Class::getName));
    facts.put(Instant.class, AT);
    facts.put(Duration.class, Duration.ofMinutes(90));
    facts.put(Interval.class, new Interval(AT, AT.plusSeconds(3_600)));
    facts.put(long.class, (long) count);
    facts.put(int.class, count);
    facts.put(double.class, 12.5);
    facts.put(String.class, "incident 3");
    facts.put(ExcusalId.class, new ExcusalId(4));
    facts.put(
        List.class,
        name.equals("lacking")
            ? List.of(Unbound.NO_ORDER, Unbound.NO_PLAN)
            : List.of(new ExcusalId(4)));
    return type.isEnum()
        ? type.getEnumConstants()[0]
        : Objects.requireNonNull(facts.get(type), type.getName());
  }
}
