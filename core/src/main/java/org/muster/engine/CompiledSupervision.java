// Over 250 lines because what binds is made ready and folded in one place.
package org.muster.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;
import org.muster.domain.Recorded;
import org.muster.domain.Refuse;
import org.muster.domain.Schedule;
import org.muster.domain.Span;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.SystemIncident;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;

/**
 * A supervision made ready for folding: its zones and plans as flat arrays. It says the same at any
 * time and to any thread, and is worth keeping for the folds of many days: its zones remember what
 * they worked out.
 */
public final class CompiledSupervision {
  private static final long ALONE_BYTES = 2_000;
  private static final long BINDING_BYTES = 4_000;
  private static final long ENTRY_BYTES = 600;

  private final Supervision supervision;
  private final Plans plans;
  private final Times incidents;
  private final long[] fittedAt;
  private final SortedMap<ConditionId, Raster> rasters = new TreeMap<>();

  /** Where hearings and appointments take place. */
  private final SortedMap<ConditionId, Ground> places = new TreeMap<>();

  private final SortedMap<ZoneVersion, CompiledZone> zones = new TreeMap<>();

  private CompiledSupervision(Supervision given, Function<Zone, CompiledZone> compiling) {
    List<Binding> bindings = new ArrayList<>();
    for (Binding binding : given.bindings()) {
      bindings.add(compiled(binding, compiling));
    }
    supervision =
        new Supervision(
            bindings,
            given.plans(),
            given.excusals(),
            given.incidents(),
            given.fittedAt(),
            given.recorded());
    plans = new Plans(supervision.plans());
    incidents = Times.of(supervision.incidents().stream().map(SystemIncident::interval).toList());
    fittedAt = supervision.fittedAt().stream().mapToLong(Instant::toEpochMilli).toArray();
  }

  /** The same binding, that holds no zone of its own where another has it too. */
  private Binding compiled(Binding binding, Function<Zone, CompiledZone> compiling) {
    Condition shared =
        switch (binding.condition()) {
          case Condition.StayWithin(Zone zone, Schedule schedule) -> {
            CompiledZone ready = compiled(zone, compiling);
            rasters.put(binding.id(), ready.raster);
            yield new Condition.StayWithin(ready.zone(), schedule);
          }
          case Condition.StayOutOf(Zone zone, Schedule schedule) -> {
            CompiledZone ready = compiled(zone, compiling);
            rasters.put(binding.id(), ready.raster);
            yield new Condition.StayOutOf(ready.zone(), schedule);
          }
          case Condition.KeepContact keepContact -> keepContact;
          case Condition.CareForDevice careForDevice -> careForDevice;
          case Condition.CheckIn checkIn -> checkIn;
          case Condition.Attend attend -> {
            if (attend.place().isEmpty()) {
              yield attend;
            }
            CompiledZone ready = compiled(attend.place().get(), compiling);
            places.put(binding.id(), ready.raster.ground);
            yield new Condition.Attend(
                attend.occasion(), attend.during(), Optional.of(ready.zone()));
          }
        };
    return new Binding(binding.id(), binding.order(), shared, binding.inForce());
  }

  private CompiledZone compiled(Zone zone, Function<Zone, CompiledZone> compiling) {
    CompiledZone ready = zones.get(zone.id());
    if (ready == null || !ready.zone().equals(zone)) {
      ready = compiling.apply(zone);
      Refuse.unless(ready.zone().equals(zone), "a zone is made ready from itself");
      zones.put(zone.id(), ready);
    }
    return ready;
  }

  public static CompiledSupervision of(Supervision supervision) {
    return of(supervision, CompiledZone::of);
  }

  /** The same, of zones that somebody may have made ready before. */
  public static CompiledSupervision of(
      Supervision supervision, Function<Zone, CompiledZone> zones) {
    return new CompiledSupervision(supervision, zones);
  }

  /** The zones that it was made from, which others may be made from too. */
  public Collection<CompiledZone> zones() {
    return Collections.unmodifiableCollection(zones.values());
  }

  /** What it takes in memory beside its zones, about. */
  public long estimatedBytes() {
    return ALONE_BYTES
        + BINDING_BYTES * supervision.bindings().size()
        + ENTRY_BYTES
            * ((long) supervision.plans().size()
                + supervision.excusals().size()
                + supervision.incidents().size()
                + supervision.recorded().size());
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
