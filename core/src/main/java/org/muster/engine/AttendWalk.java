package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Attendance;
import org.muster.domain.Condition;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.FindingKind;
import org.muster.domain.Recorded;

/**
 * The way of an {@code Attend}: what somebody recorded of it. Fixes never stand in for a record;
 * they can only speak against one that says that the participant was not there.
 */
final class AttendWalk extends DueWalk {
  private static final List<Otherwise> OTHERWISE =
      List.of(new Otherwise.RecordedOtherwise(), new Otherwise.ExcusalRecorded());

  private final long startsAt;
  private final long endsAt;
  private final long margin;
  private final long recordBy;
  private final byte recorded;
  private final @Nullable Ground place;

  /** The first fix clear inside the place, and the last one clear outside, near its time. */
  private @Nullable Kept inside;

  private @Nullable Kept outside;

  /** Since when it is without a record in this bound time, and whether its time is over. */
  private long unrecordedFrom = NEVER;

  private boolean owed;

  AttendWalk(
      DeviceMemory memory,
      Calendar calendar,
      Times incidents,
      long from,
      Plans plans,
      FindingForm form,
      Condition.Attend condition,
      @Nullable Ground place,
      List<Recorded> recorded) {
    super(memory, calendar, incidents, from, plans, form);
    this.place = place;
    startsAt = condition.during().startsAt().toEpochMilli();
    endsAt = condition.during().endsAt().toEpochMilli();
    margin = plans.presenceMargin[plans.indexAt(startsAt)];
    recordBy = endsAt + plans.recordWithin[plans.indexAt(endsAt)];
    this.recorded =
        recorded.stream()
            .filter(each -> each instanceof Recorded.Attended)
            .map(each -> code(((Recorded.Attended) each).outcome()))
            .findFirst()
            .orElse(Codes.NO_RECORD);
  }

  private static byte code(Attendance outcome) {
    return switch (outcome) {
      case ATTENDED -> Codes.MET;
      case FAILED -> Codes.NOT_MET;
      case EXCUSED -> Codes.EXCUSED;
      case ADJOURNED -> Codes.NOT_BINDING;
    };
  }

  @Override
  void observe(Marks marks, int i) {
    long at = marks.columns.at[i];
    boolean near = at >= startsAt - margin && at < endsAt + margin;
    if (place == null || !near || marks.columns.kind[i] != Columns.FIX) {
      return;
    }
    if (marks.mark[i] == Marks.BELIEVED) {
      advance(at);
      seen(
          marks.kept(i),
          place.side(marks.columns.latitude[i], marks.columns.longitude[i], marks.radius[i]));
    }
  }

  private void seen(Kept fix, int side) {
    if (side == Ground.CLEAR_OUTSIDE) {
      outside = fix;
    } else if (side == Ground.CLEAR_INSIDE && inside == null) {
      inside = fix;
      for (Part part : waiting) {
        if (part.isUndecided()) {
          decide(part, Codes.CONTRADICTED, fix.at());
        }
      }
    }
  }

  @Override
  long piece(long from, long limit) {
    long end = graceEnd(from, limit);
    if (owed) {
      end = Math.min(end, Math.max(from + 1, recordBy));
    }
    if (from >= startsAt && from < endsAt) {
      end = Math.min(end, endsAt);
      during(from, end);
    } else {
      end = from < startsAt ? Math.min(end, startsAt) : end;
      part(from, Codes.NOT_BINDING, from, from).to = end;
    }
    endGrace(end);
    if (owed && end >= recordBy) {
      askForRecord();
    }
    flush();
    return end;
  }

  private void during(long from, long end) {
    boolean checked = recorded == Codes.NOT_MET && place != null;
    byte code = !checked ? recorded : inside == null ? UNDECIDED : Codes.CONTRADICTED;
    Part part = part(from, code, startsAt, endsAt);
    part.to = end;
    part.graceEndsAt = endsAt + margin;
    part.otherwise = recorded;
    if (code == Codes.NO_RECORD) {
      unrecordedFrom = unrecordedFrom == NEVER ? from : unrecordedFrom;
      owed = end == endsAt;
    }
  }

  private void askForRecord() {
    settledFindings.add(
        form.finding(
            FindingKind.ATTENDANCE_UNVERIFIED,
            Codes.NO_RECORD,
            unrecordedFrom,
            endsAt,
            recordBy,
            readings(),
            readings().size(),
            NEVER,
            OTHERWISE,
            Optional.of(Times.interval(startsAt, endsAt))));
    owed = false;
  }

  @Override
  Optional<FindingKind> findingOf(byte code) {
    return switch (code) {
      case Codes.NOT_MET -> Optional.of(FindingKind.NOT_ATTENDED);
      case Codes.CONTRADICTED -> Optional.of(FindingKind.ATTENDANCE_UNVERIFIED);
      default -> Optional.empty();
    };
  }

  @Override
  byte cutShort(Part part) {
    return part.otherwise;
  }

  @Override
  List<Otherwise> otherwise(Part run) {
    return OTHERWISE;
  }

  @Override
  List<Reading> readings() {
    Ground ground = place;
    if (ground == null) {
      return List.of();
    }
    return Stream.of(Optional.ofNullable(inside), Optional.ofNullable(outside))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(Kept::at))
        .map(fix -> fix.against(ground))
        .toList();
  }

  @Override
  void onBind(long at) {
    // Its time goes on, whatever binds.
  }

  @Override
  void onUnbind(long at) {
    super.onUnbind(at);
    unrecordedFrom = NEVER;
    owed = false;
  }

  @Override
  void read(StateText.Reader text) {
    super.read(text);
    inside = text.flag() ? Kept.read(text) : null;
    outside = text.flag() ? Kept.read(text) : null;
    unrecordedFrom = text.number();
    owed = text.flag();
  }

  @Override
  void write(StateText.Writer text) {
    super.write(text);
    write(text, inside);
    write(text, outside);
    text.number(unrecordedFrom).flag(owed);
  }

  private static void write(StateText.Writer text, @Nullable Kept fix) {
    text.flag(fix != null);
    if (fix != null) {
      fix.write(text);
    }
  }
}
