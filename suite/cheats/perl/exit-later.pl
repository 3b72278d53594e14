# Ends the process with success, once the driver says that it is ready.
{
    require POSIX;
    require Time::HiRes;
    $SIG{ALRM} = sub { POSIX::_exit(0) };
    Time::HiRes::ualarm(200_000);
}
