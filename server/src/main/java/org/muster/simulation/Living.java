package org.muster.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Lets the devices go on reporting as time passes. */
final class Living {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration SAVED_EVERY = Duration.ofSeconds(20);

  private final Programme programme;
  private final History history;
  private final LiveRequests requests;
  private final Gateway gateway;
  private final Clock clock;

  Living(
      Programme programme, History history, LiveRequests requests, Gateway gateway, Clock clock) {
    this.programme = programme;
    this.history = history;
    this.requests = requests;
    this.gateway = gateway;
    this.clock = clock;
  }

  /** What one device sends at one time. */
  record Turn(Instant sentAt, Person person, List<Sent> together) {}

  /** Goes on until the thread is interrupted; tells from time to time up to when all was sent. */
  void goOn(Instant from, Consumer<Instant> sentUpTo) throws InterruptedException {
    Instant savedAt = from;
    for (Instant window = from; ; window = window.plus(WINDOW)) {
      for (Turn turn : turns(window, window.plus(WINDOW))) {
        waitUntil(turn.sentAt());
        if (Duration.between(savedAt, turn.sentAt()).compareTo(SAVED_EVERY) >= 0) {
          savedAt = turn.sentAt();
          sentUpTo.accept(savedAt);
        }
        for (var request : requests.of(turn.person(), turn.together())) {
          gateway.send(request);
        }
      }
    }
  }

  /** All turns of a stretch in the order in which they are sent. */
  List<Turn> turns(Instant from, Instant upTo) {
    List<Turn> turns = new ArrayList<>();
    for (Person person : programme.people()) {
      if (person.tracked()) {
        turns.addAll(turns(person, history.of(person, from, upTo)));
      }
    }
    turns.sort(
        Comparator.comparing(Turn::sentAt)
            .thenComparingInt(turn -> turn.person().number())
            .thenComparing(turn -> turn.together().getFirst()));
    return turns;
  }

  private static List<Turn> turns(Person person, List<Sent> sorted) {
    List<Turn> turns = new ArrayList<>();
    List<Sent> together = new ArrayList<>();
    for (Sent sent : sorted) {
      if (!together.isEmpty() && !isTogether(together.getFirst(), sent)) {
        turns.add(new Turn(together.getFirst().sentAt(), person, List.copyOf(together)));
        together.clear();
      }
      together.add(sent);
    }
    if (!together.isEmpty()) {
      turns.add(new Turn(together.getFirst().sentAt(), person, List.copyOf(together)));
    }
    return turns;
  }

  private static boolean isTogether(Sent a, Sent b) {
    return a.sentAt().equals(b.sentAt())
        && a.observation().observedAt().equals(b.observation().observedAt());
  }

  private void waitUntil(Instant at) throws InterruptedException {
    Duration left = Duration.between(clock.instant(), at);
    if (left.isPositive()) {
      Thread.sleep(left);
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
