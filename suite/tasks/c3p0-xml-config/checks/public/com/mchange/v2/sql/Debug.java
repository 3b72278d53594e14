package com.mchange.v2.sql;

/** What the build of the package generates. */
interface Debug {
    boolean DEBUG = false;
    int TRACE_NONE = 0;
    int TRACE_MED = 5;
    int TRACE_MAX = 10;
    int TRACE = TRACE_NONE;
}
