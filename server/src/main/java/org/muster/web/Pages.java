package org.muster.web;

import java.util.function.LongFunction;
import org.muster.casework.CaseFile;
import org.muster.casework.CaseFiles;
import org.muster.domain.EnrolmentId;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What pages that look things up by a number in their address have in common. */
final class Pages {
  private Pages() {}

  static <T> T id(long number, LongFunction<T> of) {
    if (number <= 0) {
      throw missing();
    }
    return of.apply(number);
  }

  static CaseFile file(CaseFiles files, long enrolment) {
    return files.find(id(enrolment, EnrolmentId::new)).orElseThrow(Pages::missing);
  }

  static ResponseStatusException missing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
