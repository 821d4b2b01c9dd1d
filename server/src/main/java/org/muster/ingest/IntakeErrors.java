package org.muster.ingest;

import org.muster.store.JournalBusy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** When the database can not be written: nothing is acknowledged, and the sender tries again. */
@RestControllerAdvice(basePackageClasses = IntakeErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class IntakeErrors {
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(IntakeErrors.class);

  @ExceptionHandler({JournalBusy.class, DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> later(Exception cause) {
    LOG.warn("a report was not acknowledged: {}", cause.toString());
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS))
        .body(
            ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The report was not kept: send it again in a few seconds."));
  }
}
