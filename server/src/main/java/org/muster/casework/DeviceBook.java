package org.muster.casework;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.DeviceBatch;
import org.muster.domain.DeviceHealth;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceQuestion;
import org.muster.domain.DeviceTrait;
import org.muster.domain.FalseAlarm;
import org.muster.domain.PlacedDevice;
import org.muster.domain.StockChange;
import org.muster.policy.DeviceRule;
import org.muster.policy.StarterPolicy;
import org.muster.store.DeviceShelf;
import org.muster.store.DeviceSigns;
import org.muster.store.FalseAlarms;
import org.muster.store.PolicySets;
import org.muster.store.StockChanges;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The inventory as it stands, to be read. */
@Service
public class DeviceBook {
  public static final int DEVICES_LISTED_MAX = 1_000;
  public static final int BATCHES_LISTED_MAX = 500;
  public static final int ALARMS_LISTED_MAX = 100;

  private final DeviceShelf shelf;
  private final DeviceSigns signs;
  private final StockChanges stock;
  private final FalseAlarms falseAlarms;
  private final PolicySets policySets;
  private final Clock clock;

  DeviceBook(
      DeviceShelf shelf,
      DeviceSigns signs,
      StockChanges stock,
      FalseAlarms falseAlarms,
      PolicySets policySets,
      Clock clock) {
    this.shelf = shelf;
    this.signs = signs;
    this.stock = stock;
    this.falseAlarms = falseAlarms;
    this.policySets = policySets;
    this.clock = clock;
  }

  /**
   * A device in the list.
   *
   * @param falseAlarmCount how many there were within the time that policy names
   * @param swapSuggested whether so many suggest a swap, while it stands for somebody
   */
  public record Listed(
      PlacedDevice placed, DeviceHealth health, int falseAlarmCount, boolean swapSuggested) {}

  /** A device with its history, the latest first. */
  public record File(
      Listed listed,
      DeviceRule rule,
      List<StockChange> changes,
      List<DeviceTrait> told,
      List<FalseAlarm> falseAlarms,
      Instant asOf) {}

  /**
   * A batch, with all false alarms that its devices ever had.
   *
   * @param falselyAlarming how many of its devices had one
   */
  public record BatchLine(DeviceBatch batch, int falseAlarmCount, int falselyAlarming) {}

  /** The devices that are asked for, at most {@link #DEVICES_LISTED_MAX}. */
  @Transactional(readOnly = true)
  public List<Listed> list(DeviceQuestion question) {
    Instant now = clock.instant();
    return listed(shelf.list(question, now, DEVICES_LISTED_MAX), rule(now), now);
  }

  private List<Listed> listed(List<PlacedDevice> placed, DeviceRule rule, Instant now) {
    List<DeviceId> ids = placed.stream().map(one -> one.device().id()).toList();
    Map<DeviceId, DeviceHealth> health = signs.health(ids, now);
    Map<DeviceId, Integer> counts = falseAlarms.count(ids, now.minus(rule.falseAlarmsWithin()));
    return placed.stream()
        .map(
            one -> {
              int count = counts.getOrDefault(one.device().id(), 0);
              return new Listed(
                  one,
                  health.getOrDefault(one.device().id(), DeviceHealth.UNHEARD),
                  count,
                  one.holder().isPresent() && count >= rule.falseAlarms());
            })
        .toList();
  }

  @Transactional(readOnly = true)
  public Optional<File> find(DeviceId id) {
    Instant now = clock.instant();
    DeviceRule rule = rule(now);
    return listed(shelf.list(DeviceQuestion.of(id), now, 1), rule, now).stream()
        .findFirst()
        .map(
            one ->
                new File(
                    one,
                    rule,
                    stock.list(id).reversed(),
                    stock.listTold(id),
                    falseAlarms.listOf(id, ALARMS_LISTED_MAX),
                    now));
  }

  /** The batches that devices are of, by vendor and name. */
  @Transactional(readOnly = true)
  public List<BatchLine> listBatches() {
    Instant now = clock.instant();
    return shelf.listBatches(now, BATCHES_LISTED_MAX).stream()
        .map(
            batch -> {
              Map<DeviceId, Integer> counts =
                  falseAlarms.count(devicesOf(batch.vendor(), batch.name(), now), Instant.EPOCH);
              int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
              return new BatchLine(batch, sum, counts.size());
            })
        .toList();
  }

  private List<DeviceId> devicesOf(String vendor, String batch, Instant now) {
    return shelf.list(DeviceQuestion.ofBatch(vendor, batch), now, Recalling.DEVICES_MAX).stream()
        .map(one -> one.device().id())
        .toList();
  }

  /** What policy asks of devices now. */
  public DeviceRule rule() {
    return rule(clock.instant());
  }

  private DeviceRule rule(Instant now) {
    return policySets.policies().findAt(now).orElse(StarterPolicy.SET).devices();
  }
}
