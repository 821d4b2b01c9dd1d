package org.muster.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the senders were told: of each message, how many facts are kept. */
final class Acknowledged {
  private static final Pattern COUNT = Pattern.compile("\"(?:accepted|duplicate)\":(\\d+)");

  private final SortedMap<Integer, Integer> byMessage = new TreeMap<>();
  private final List<Message> messages;

  Acknowledged(List<Message> messages) {
    this.messages = messages;
  }

  /** Whether the sender was answered; else it has to send again. */
  boolean hear(Message message, MockHttpServletResponse answer) {
    if (answer.getStatus() >= 500) {
      return false;
    }
    int kept = kept(message, answer);
    Integer before = byMessage.put(message.number(), kept);
    if (before != null && before != kept) {
      throw new SimulationFailed(
          "message %d of %s was acknowledged as %d facts, and then as %d"
              .formatted(message.number(), message.device(), before, kept));
    }
    return true;
  }

  private static int kept(Message message, MockHttpServletResponse answer) {
    if (message.form() == Message.Form.OWNTRACKS) {
      return answer.getStatus() == 200 && "0".equals(answer.getHeader("Muster-Rejected"))
          ? message.says().size()
          : 0;
    }
    int kept = 0;
    Matcher counts =
        COUNT.matcher(new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8));
    while (counts.find()) {
      kept += Integer.parseInt(counts.group(1));
    }
    return kept;
  }

  /** Of each message, how many facts are kept. */
  SortedMap<Integer, Integer> byMessage() {
    return byMessage;
  }

  /** Of each device, how many facts are kept. */
  SortedMap<String, Long> byDevice() {
    SortedMap<String, Long> counts = new TreeMap<>();
    byMessage.forEach(
        (number, kept) -> {
          if (kept > 0) {
            counts.merge(messages.get(number).device(), (long) kept, Long::sum);
          }
        });
    return counts;
  }
}
