package org.muster;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server: every room's parts are found by their annotations. */
@SpringBootApplication
@EnableScheduling
public class MusterServer {}
