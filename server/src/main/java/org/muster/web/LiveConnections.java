package org.muster.web;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.muster.domain.EnrolmentId;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The open pages that wait to be told that something changed. They are told that, and nothing else:
 * what changed each asks for itself, and gets what it may see.
 */
@Component
public class LiveConnections implements HttpSessionListener, SmartLifecycle {
  /** More pages are not told, and go on asking by themselves. */
  static final int CONNECTIONS_MAX = 500;

  /** One person's oldest page gives way to the newest: a page that was left is noticed late. */
  static final int OF_ONE_PERSON_MAX = 8;

  static final String WORKLIST = "worklist";
  static final String ROLL = "roll";

  private final Deque<Connection> open = new ArrayDeque<>();
  private volatile boolean running;

  /** One open page. */
  static final class Connection {
    private final String topic;
    private final String person;
    private final String session;
    private final Semaphore signals = new Semaphore(0);
    private volatile boolean closed;

    Connection(String topic, String person, String session) {
      this.topic = topic;
      this.person = person;
      this.session = session;
    }

    /**
     * Waits for a change; false when none came in that time. Changes that came together are one.
     */
    boolean await(long millis) throws InterruptedException {
      if (!signals.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        return false;
      }
      signals.drainPermits();
      return !closed;
    }

    boolean isClosed() {
      return closed;
    }

    private void close() {
      closed = true;
      signals.release();
    }
  }

  /** The topic of what concerns one enrolment. */
  static String ofPerson(EnrolmentId enrolment) {
    return "person-" + enrolment;
  }

  /** A page waits; empty when too many do. */
  synchronized Optional<Connection> open(String topic, String person, String session) {
    List<Connection> own = open.stream().filter(one -> one.person.equals(person)).toList();
    if (own.size() >= OF_ONE_PERSON_MAX) {
      close(own.getFirst());
    }
    if (!running || open.size() >= CONNECTIONS_MAX) {
      return Optional.empty();
    }
    Connection connection = new Connection(topic, person, session);
    open.addLast(connection);
    return Optional.of(connection);
  }

  synchronized void close(Connection connection) {
    connection.close();
    open.remove(connection);
  }

  synchronized int count() {
    return open.size();
  }

  /** Findings of these enrolments changed, or were decided. */
  public void findingsChanged(Set<EnrolmentId> enrolments) {
    changed(WORKLIST);
    enrolments.forEach(one -> changed(ofPerson(one)));
  }

  /** A row of the roll changed. */
  public void rollChanged() {
    changed(ROLL);
  }

  private synchronized void changed(String topic) {
    for (Connection one : open) {
      if (one.topic.equals(topic)) {
        one.signals.release();
      }
    }
  }

  /** Who signed out, or was idle for too long, is told nothing more. */
  @Override
  public synchronized void sessionDestroyed(HttpSessionEvent event) {
    String session = event.getSession().getId();
    List<Connection> theirs =
        new ArrayList<>(open.stream().filter(one -> one.session.equals(session)).toList());
    theirs.forEach(this::close);
  }

  @Override
  public void start() {
    running = true;
  }

  /** Before the server waits for its requests: these would never end by themselves. */
  @Override
  public synchronized void stop() {
    running = false;
    new ArrayList<>(open).forEach(this::close);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
