package org.muster.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.muster.domain.Supervision;
import org.muster.engine.CompiledSupervision;
import org.muster.engine.FoldState;

/**
 * What a day costs against the size of the programme, as a live server has it: everyone's zones in
 * memory and one day folded for each, from the state that the day before left.
 */
final class Sizes {
  private static final List<Integer> PARTICIPANTS = List.of(1_000, 5_000, 20_000, 50_000);

  private Sizes() {}

  static void run() {
    run(PARTICIPANTS.getFirst(), new Lap("compile, to warm up"), new Lap("fold, to warm up"));
    System.out.println("A day of a programme of so many, everyone's zones kept in memory:");
    for (int participants : PARTICIPANTS) {
      Lap compiling = new Lap("compile");
      Lap folding = new Lap("fold");
      run(participants, compiling, folding);
      System.out.printf(
          Locale.ROOT,
          "  %,7d participants %8.2f s, %6.1f ns a fix; compiling their zones %6.1f µs each%n",
          participants,
          folding.nanosecondsPerFix() * participants * MadeUpMonth.FIXES_PER_DAY / 1e9,
          folding.nanosecondsPerFix(),
          compiling.nanosecondsPerFix() * MadeUpMonth.FIXES_PER_DAY / 1e3);
    }
  }

  private static void run(int participants, Lap compiling, Lap folding) {
    Instant first = EngineBench.START.plus(Duration.ofDays(1));
    List<CompiledSupervision> programme = new ArrayList<>();
    List<FoldState> states = new ArrayList<>();
    for (int i = 0; i < participants; i++) {
      MadeUpMonth day = new MadeUpMonth(i, EngineBench.START.toEpochMilli(), 1);
      Supervision supervision = MadeUpConditions.supervision(day.home);
      compiling.time(
          day.fixes,
          () -> {
            programme.add(CompiledSupervision.of(supervision));
            return 1;
          });
      states.add(fold(programme.getLast(), EngineBench.START, first, day));
    }
    for (int i = 0; i < participants; i++) {
      MadeUpMonth day = new MadeUpMonth(i, first.toEpochMilli(), 1);
      CompiledSupervision supervision = programme.get(i);
      FoldState opening = states.get(i);
      Instant end = first.plus(Duration.ofDays(1));
      folding.time(
          day.fixes,
          () -> supervision.fold(opening, end, EngineBench.columns(day)).settledFindings().size());
    }
  }

  private static FoldState fold(
      CompiledSupervision supervision, Instant from, Instant to, MadeUpMonth day) {
    return supervision.fold(FoldState.opening(from), to, EngineBench.columns(day)).closing();
  }
}
