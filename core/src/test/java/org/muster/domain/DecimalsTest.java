package org.muster.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @ParameterizedTest
  @ValueSource(strings = {"0x1p3", "1d", "1f", "NaN", "Infinity", "-Infinity", "", " ", "1,5", "."})
  void whatIsNoPlainDecimalIsNoNumber(String text) {
    assertThat(Decimals.find(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1.5", "+.5", "2.", " 1e-3 ", "1E+3"})
  void aPlainDecimalIsRead(String text) {
    assertThat(Decimals.find(text)).hasValue(Double.parseDouble(text.strip()));
  }
}
