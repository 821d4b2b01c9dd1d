package org.muster.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;
import org.muster.domain.Recorded;
import org.muster.domain.Refuse;
import org.muster.domain.Span;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.SystemIncident;

/**
 * A supervision made ready for folding: its zones and plans as flat arrays. It says the same at any
 * time and to any thread, and is worth keeping for the folds of many days: its zones remember what
 * they worked out.
 */
public final class CompiledSupervision {
  private final Supervision supervision;
  private final Plans plans;
  private final Times incidents;
  private final long[] fittedAt;
  private final SortedMap<ConditionId, Raster> rasters = new TreeMap<>();

  /** Where hearings and appointments take place. */
  private final SortedMap<ConditionId, Ground> places = new TreeMap<>();

  private CompiledSupervision(Supervision supervision) {
    this.supervision = supervision;
    plans = new Plans(supervision.plans());
    incidents = Times.of(supervision.incidents().stream().map(SystemIncident::interval).toList());
    fittedAt = supervision.fittedAt().stream().mapToLong(Instant::toEpochMilli).toArray();
    for (Binding binding : supervision.bindings()) {
      switch (binding.condition()) {
        case Condition.StayWithin within ->
            rasters.put(binding.id(), Raster.of(within.zone().area()));
        case Condition.StayOutOf outOf -> rasters.put(binding.id(), Raster.of(outOf.zone().area()));
        case Condition.KeepContact keepContact -> {}
        case Condition.CareForDevice careForDevice -> {}
        case Condition.CheckIn checkIn -> {}
        case Condition.Attend attend ->
            attend.place().ifPresent(place -> places.put(binding.id(), Ground.of(place.area())));
      }
    }
  }

  public static CompiledSupervision of(Supervision supervision) {
    return new CompiledSupervision(supervision);
  }

  /** As {@link Engine#fold}, of observations that are columns already. */
  public Folded fold(FoldState opening, Instant endsAt, Columns columns) {
    long from = opening.at().toEpochMilli();
    long to = endsAt.toEpochMilli();
    Refuse.unless(from < to, "a stretch ends after it starts");
    Refuse.unless(
        columns.count == 0 || (columns.at[0] >= from && columns.at[columns.count - 1] < to),
        "the observations of a stretch lie inside it");
    return new Stretch(opening, from, to, columns).fold();
  }

  /** One fold over one stretch. */
  private final class Stretch {
    private final long from;
    private final long to;
    private final Columns columns;
    private final StateSections opened;
    private final StateSections closing = new StateSections();
    private final SortedMap<ConditionId, List<Span>> settled = new TreeMap<>();
    private final SortedMap<ConditionId, List<Span>> tail = new TreeMap<>();
    private final List<Finding> settledFindings = new ArrayList<>();
    private final List<Finding> openFindings = new ArrayList<>();

    Stretch(FoldState opening, long from, long to, Columns columns) {
      this.from = from;
      this.to = to;
      this.columns = columns;
      opened = StateSections.read(opening.words());
    }

    Folded fold() {
      if (plans.count == 0) {
        supervision.bindings().forEach(this::bindsNothing);
        return folded(opened.words());
      }
      DeviceMemory memory = opened.memory();
      DeviceMemory before = memory.copy();
      Marks marks = new Marks(columns, plans, memory);
      closing.put(memory);
      for (Binding binding : supervision.bindings()) {
        if (binding.inForce().endsAt().toEpochMilli() <= from) {
          bindsNothing(binding);
        } else {
          walk(binding, marks, before.copy());
        }
      }
      return folded(closing.words());
    }

    private Folded folded(String words) {
      FoldState state = new FoldState(Instant.ofEpochMilli(to), words);
      return new Folded(state, settled, tail, settledFindings, openFindings);
    }

    private void bindsNothing(Binding binding) {
      Span all = new Span(Times.interval(from, to), Codes.state(Codes.NOT_BINDING));
      settled.put(binding.id(), List.of(all));
      tail.put(binding.id(), List.of());
    }

    private void walk(Binding binding, Marks marks, DeviceMemory memory) {
      Walk walk = walkOf(binding, marks, memory);
      walk.open(opened.of(binding.id()));
      walk.observeAll(marks);
      walk.close(to);
      closing.put(binding.id(), walk);
      settled.put(binding.id(), walk.settled.spans());
      tail.put(binding.id(), walk.tail.spans());
      settledFindings.addAll(walk.settledFindings);
      openFindings.addAll(walk.openFindings);
    }

    private Walk walkOf(Binding binding, Marks marks, DeviceMemory memory) {
      // One millisecond more shows whether the last segment goes on beyond the stretch.
      Calendar calendar = Calendar.of(supervision, binding, from, to + 1);
      FindingForm form = new FindingForm(binding, plans);
      return switch (binding.condition()) {
        case Condition.StayWithin within ->
            zoneWalk(
                binding, marks, memory, calendar, FindingKind.OUTSIDE_ZONE, Ground.CLEAR_INSIDE);
        case Condition.StayOutOf outOf ->
            zoneWalk(
                binding, marks, memory, calendar, FindingKind.INSIDE_ZONE, Ground.CLEAR_OUTSIDE);
        case Condition.KeepContact keepContact ->
            new ContactWalk(memory, calendar, incidents, from, plans, form);
        case Condition.CareForDevice careForDevice ->
            new CareWalk(memory, calendar, incidents, from, plans, fittedAt, form);
        case Condition.CheckIn checkIn -> checkInWalk(binding, checkIn, memory, calendar, form);
        case Condition.Attend attend ->
            new AttendWalk(
                memory,
                calendar,
                incidents,
                from,
                plans,
                form,
                attend,
                places.get(binding.id()),
                recordedOf(binding));
      };
    }

    private Walk checkInWalk(
        Binding binding,
        Condition.CheckIn checkIn,
        DeviceMemory memory,
        Calendar calendar,
        FindingForm form) {
      List<Recorded> recorded = recordedOf(binding);
      return switch (checkIn.due()) {
        case Condition.InWindows windows ->
            new WindowWalk(
                memory,
                calendar,
                incidents,
                Times.interval(from, to),
                plans,
                form,
                checkIn,
                windows,
                recorded);
        case Condition.Every every ->
            new CadenceWalk(
                memory, calendar, incidents, from, plans, form, checkIn, every, recorded);
      };
    }

    private List<Recorded> recordedOf(Binding binding) {
      return supervision.recorded().stream()
          .filter(each -> each.condition().equals(binding.id()))
          .toList();
    }

    private ZoneWalk zoneWalk(
        Binding binding,
        Marks marks,
        DeviceMemory memory,
        Calendar calendar,
        FindingKind against,
        int sideFor) {
      Raster raster = rasters.get(binding.id());
      if (raster == null) {
        throw new IllegalStateException("every zone condition has its raster");
      }
      Readings readings = new Readings(marks);
      ZoneFindings findings =
          new ZoneFindings(
              new FindingForm(binding, plans), against, raster.ground, plans, readings);
      return new ZoneWalk(
          memory, calendar, incidents, from, raster, sideFor, plans, readings, findings);
    }
  }
}
