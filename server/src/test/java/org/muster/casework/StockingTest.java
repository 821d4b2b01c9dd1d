package org.muster.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.casework.OrderingTest.fields;
import static org.muster.casework.Room.NOW;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.muster.domain.Assignment;
import org.muster.domain.DeviceBatch;
import org.muster.domain.DeviceId;
import org.muster.domain.DeviceQuestion;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.PlacedDevice;
import org.muster.domain.RecallId;
import org.muster.domain.StockChange;
import org.muster.domain.StockStatus;
import org.muster.store.DeviceShelf;
import org.muster.store.Devices;
import org.muster.store.RecalledFindings;
import org.muster.store.Recalls;
import org.muster.store.StockChanges;
import org.springframework.jdbc.support.JdbcTransactionManager;

@NullMarked
class StockingTest {
  private static final Instant START = NOW.minusSeconds(100_000);

  private final Room room = new Room();
  private final StockChanges stock = new StockChanges(room.jdbc);
  private final DeviceShelf shelf = new DeviceShelf(room.jdbc);
  private final Changes changes = new Changes(new JdbcTransactionManager(room.dataSource));
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Stocking stocking =
      new Stocking(changes, clock, new Devices(room.jdbc), room.assignments, stock);
  private final Recalling recalling =
      new Recalling(
          changes, clock, shelf, new Recalls(room.jdbc, room.due), new RecalledFindings(room.jdbc));
  private final DeviceId device = room.device("a");

  @Test
  void givenADeviceInRepair_thenItCanNotBeAssignedUntilItIsBackInStock() {
    EnrolmentId enrolment = ordered();
    put(StockStatus.IN_REPAIR, NOW.minusSeconds(60), "Strap is worn").get();
    assertThat(placed(device).status()).isEqualTo(StockStatus.IN_REPAIR);
    assertThat(shelf.list(DeviceQuestion.FREE, NOW, 10)).isEmpty();
    Assigning.Form form = new Assigning.Form(device, null, null);
    assertThat(room.assigning.assign(enrolment, form, "o").toString())
        .contains("recorded as “In repair”");
    put(StockStatus.IN_STOCK, null, "Strap is new").get();
    room.assigning.assign(enrolment, form, "o").get();
    assertThat(placed(device).status()).isEqualTo(StockStatus.ASSIGNED);
    assertThat(placed(device).holder()).contains(enrolment);
  }

  @Test
  void givenADeviceThatStandsForSomebody_thenNothingElseIsRecordedForThatTime() {
    EnrolmentId enrolment = ordered();
    Assigning.Form form = new Assigning.Form(device, START, NOW.minusSeconds(50));
    room.assigning.assign(enrolment, form, "o").get();
    assertThat(fields(put(StockStatus.LOST, NOW.minusSeconds(60), "Gone")))
        .containsExactly("fromAt");
    put(StockStatus.LOST, NOW.minusSeconds(50), "Gone").get();
    assertThat(placed(device).status()).isEqualTo(StockStatus.LOST);
  }

  @Test
  void givenAFormThatIsWrong_thenEachFieldSaysWhy() {
    assertThat(fields(put(null, null, " "))).containsExactlyInAnyOrder("reason", "status");
    assertThat(fields(put(StockStatus.ASSIGNED, null, "x"))).containsExactly("status");
    assertThat(fields(put(StockStatus.LOST, NOW.plusSeconds(1), "x"))).containsExactly("fromAt");
    put(StockStatus.LOST, NOW, "x").get();
    assertThat(fields(put(StockStatus.LOST, NOW, "x"))).containsExactly("status");
    assertThat(fields(put(StockStatus.RETIRED, NOW.minusSeconds(1), "x")))
        .containsExactly("fromAt");
  }

  @Test
  void givenASwapThatSaysWhatBecomes_thenOneSecondEndsOneAndBeginsTheOtherAndRecordsIt() {
    EnrolmentId enrolment = ordered();
    room.assigning.assign(enrolment, new Assigning.Form(device, START, null), "o").get();
    Assigning.Form next = new Assigning.Form(room.device("b"), NOW, null);
    Assigning.Left unsaid = new Assigning.Left(StockStatus.IN_REPAIR, " ");
    assertThat(fields(room.assigning.swap(enrolment, next, unsaid, "o"))).containsExactly("reason");
    assertThat(room.assignments.list(enrolment)).hasSize(1);
    Assigning.Left left = new Assigning.Left(StockStatus.IN_REPAIR, "Battery does not hold");
    room.assigning.swap(enrolment, next, left, "o").get();
    assertThat(room.assignments.list(enrolment))
        .extracting(Assignment::during)
        .containsExactly(new Interval(START, NOW), Interval.from(NOW));
    assertThat(stock.list(device))
        .containsExactly(
            new StockChange(device, StockStatus.IN_REPAIR, NOW, "Battery does not hold", "o", NOW));
  }

  @Test
  void givenTheBatchOfADevice_thenTheLatestStandsAndTheListOfBatchesCountsIt() {
    tell("lot 1");
    tell("lot 2");
    assertThat(placed(device).batch()).contains("lot 2");
    assertThat(shelf.listBatches(NOW, 10)).containsExactly(new DeviceBatch("Acme", "lot 2", 1, 0));
    assertThat(fields(stocking.tell(device, new Stocking.Traits(null, " "), "s")))
        .containsExactly("batch");
  }

  @Test
  void givenAPreviewOfOtherDevices_thenTheRecallIsNotRecorded() {
    tell("lot 1");
    Recalling.Form form = new Recalling.Form("Acme", "lot 1", START, "Bad sensor");
    String seen = recalling.preview(form).get().seen();
    DeviceId other = room.device("b");
    stocking.tell(other, new Stocking.Traits("lot 1", null), "s").get();
    assertThat(fields(recalling.recall(form, seen, "s"))).containsExactly("seen");
    assertThat(recalling.list()).isEmpty();
    RecallId recall = recalling.recall(form, recalling.preview(form).get().seen(), "s").get();
    assertThat(recalling.find(recall).orElseThrow().recall().deviceCount()).isEqualTo(2);
    assertThat(placed(other).recalled()).isTrue();
    recalling.undo(recall, "Another lot was meant", "s").get();
    assertThat(placed(other).recalled()).isFalse();
    assertThat(fields(recalling.undo(recall, "Again", "s"))).containsExactly("");
  }

  @Test
  void givenARecallOfNothingOrOfTheFuture_thenItIsRefused() {
    assertThat(fields(recalling.preview(new Recalling.Form("Acme", "none", START, "x"))))
        .containsExactly("batch");
    tell("lot 1");
    assertThat(fields(recalling.preview(new Recalling.Form("Acme", "lot 1", NOW, "x"))))
        .containsExactly("fromAt");
    assertThat(fields(recalling.preview(new Recalling.Form(null, null, null, null))))
        .containsExactlyInAnyOrder("vendor", "batch", "fromAt", "reason");
  }

  private void tell(String batch) {
    stocking.tell(device, new Stocking.Traits(batch, null), "s").get();
  }

  private Change<DeviceId> put(
      @Nullable StockStatus status, @Nullable Instant fromAt, String reason) {
    return stocking.put(device, new Stocking.Form(status, fromAt, reason), "s");
  }

  private PlacedDevice placed(DeviceId id) {
    List<PlacedDevice> found = shelf.list(DeviceQuestion.of(id), NOW, 10);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private EnrolmentId ordered() {
    EnrolmentId enrolment = room.enrolled(START);
    room.ordered(enrolment, START, null);
    return enrolment;
  }
}
