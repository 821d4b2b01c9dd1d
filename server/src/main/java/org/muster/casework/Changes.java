package org.muster.casework;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.muster.casework.Change.Rejected;
import org.muster.store.Violations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does a change of casework as a whole or not at all. What the database refuses is told as a
 * sentence: its rules hold also where two people change the same thing at once.
 */
@Component
public class Changes {
  private static final Map<String, Problem> SENTENCES =
      Map.ofEntries(
          rule(
              "enrolment_pkey",
              "startsAt",
              "This person is already enrolled in that time. End that enrolment first, or choose a"
                  + " later start."),
          rule(
              "legal_order_pkey",
              "startsAt",
              "Another order is in force in that time. Vary that order, or choose times that do not"
                  + " overlap with it."),
          rule(
              "assignment_pkey",
              "device",
              "This device stands for somebody in that time. End that assignment first, or choose"
                  + " another device."),
          rule(
              "assignment_enrolment_id_during_key",
              "device",
              "This person already has a device in that time. Swap it, or end that assignment"
                  + " first."),
          rule(
              "assignment_under_order",
              "startsAt",
              "No order is in force for all of that time. A device can not be assigned without an"
                  + " order: record the order first, or choose times that it covers."),
          rule(
              "observation_assignment_id_fkey",
              "endsAt",
              "The device already reported under an assignment that would be taken back. Choose a"
                  + " later time."),
          rule(
              "arrival_assignment_id_fkey",
              "endsAt",
              "The device already reported under an assignment that would be taken back. Choose a"
                  + " later time."),
          rule(
              "track_chunk_assignment_id_fkey",
              "endsAt",
              "The device already reported under an assignment that would be taken back. Choose a"
                  + " later time."),
          rule(
              "incident_member_assignment_id_fkey",
              "endsAt",
              "The device already reported under an assignment that would be taken back. Choose a"
                  + " later time."),
          rule(
              "device_unique_id_key",
              "uniqueId",
              "A device with this id is already there. Look for it in the list of devices."),
          rule(
              "office_code_key",
              "code",
              "An office with this code is already there. Choose another code."));

  private static final int TRIES = 4;

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final TransactionTemplate transaction;

  public Changes(PlatformTransactionManager transactions) {
    transaction = new TransactionTemplate(transactions);
  }

  private static Map.Entry<String, Problem> rule(String name, String field, String sentence) {
    return Map.entry(name, new Problem(field, sentence));
  }

  /** Makes a change of casework. */
  <T> Change<T> make(Supplier<Change<T>> work) {
    return make(SENTENCES, work);
  }

  /**
   * Makes the change; of each rule of the database by which it may be refused, what is told, by the
   * name of the constraint. Where the database chose it, out of several that waited for each other,
   * to give way, nothing of it was done, and it is made once more.
   */
  public <T> Change<T> make(Map<String, Problem> sentences, Supplier<Change<T>> work) {
    for (int left = TRIES - 1; ; left--) {
      try {
        return makeOnce(sentences, work);
      } catch (PessimisticLockingFailureException gaveWay) {
        if (left == 0) {
          throw gaveWay;
        }
        LOG.warn("A change gave way to another and is made again: {}", gaveWay.getMessage());
      }
    }
  }

  private <T> Change<T> makeOnce(Map<String, Problem> sentences, Supplier<Change<T>> work) {
    try {
      return transaction.execute(
          status -> {
            Change<T> change = work.get();
            if (change instanceof Rejected) {
              status.setRollbackOnly();
            }
            return change;
          });
    } catch (DataIntegrityViolationException refused) {
      // A rule that has no sentence here is a fault of ours, not of the form.
      Problem problem =
          Violations.constraintOf(refused).map(sentences::get).orElseThrow(() -> refused);
      return new Rejected<>(List.of(problem));
    }
  }
}
