#!/usr/bin/perl
# Runs as the candidate: loads the task's driver, reads requests on descriptor 3, answers on descriptor 4 (suite/kit/driver-main.mjs in Perl).
# A driver is a file that gives a function of the arguments, which gives a hash of functions. Nothing that this process says is believed.
use strict;
use warnings;

package Driver;

use B ();
use Fcntl qw(F_SETFD FD_CLOEXEC);
use JSON::PP ();
use MIME::Base64 ();

use constant MAX_DEPTH => 200;

my $json = JSON::PP->new->utf8->allow_nonref->max_depth(1024);

# Texts of characters travel as they are; of strings of bytes, those that are UTF-8 do so, too, the others as bytes.
sub wrap_scalar {
    my ($value) = @_;
    no warnings 'experimental::builtin';
    return $value ? JSON::PP::true() : JSON::PP::false() if builtin::is_bool($value);
    my $flags = B::svref_2object(\$value)->FLAGS;
    if (($flags & (B::SVp_IOK | B::SVp_NOK)) && !($flags & B::SVp_POK)) {
        return { '$' => 'number', value => 'NaN' } if $value != $value;
        return { '$' => 'number', value => $value > 0 ? 'Infinity' : '-Infinity' } if $value == 9**9**9 || $value == -9**9**9;
        return ($flags & B::SVp_IOK) && abs($value) >= 2**53 ? { '$' => 'bigint', value => "$value" } : 0 + $value;
    }
    my $text = "$value";
    return $text if utf8::is_utf8($text) || utf8::decode($text);
    return { '$' => 'bytes', value => MIME::Base64::encode_base64($text, '') };
}

sub wrap {
    my ($value, $depth) = @_;
    return { '$' => 'deep' } if $depth > MAX_DEPTH;
    return undef if !defined $value;
    return wrap_scalar($value) if !ref $value;
    return [map { wrap($_, $depth + 1) } @$value] if ref $value eq 'ARRAY';
    return { '$' => 'object', value => [map { [text_of($_), wrap($value->{$_}, $depth + 1)] } sort keys %$value] } if ref $value eq 'HASH';
    return $value if ref $value eq 'JSON::PP::Boolean';
    return { '$' => 'opaque', value => ref $value };
}

sub text_of {
    my ($text) = @_;
    $text = "$text";
    utf8::decode($text) if !utf8::is_utf8($text);
    return $text;
}

my %numbers = (NaN => 9**9**9 - 9**9**9, Infinity => 9**9**9, '-Infinity' => -9**9**9, '-0' => -0.0);

sub unwrap {
    my ($value) = @_;
    return [map { unwrap($_) } @$value] if ref $value eq 'ARRAY';
    return $value ? !!1 : !!0 if ref $value eq 'JSON::PP::Boolean';
    return $value if ref $value ne 'HASH';
    my ($tag, $content) = ($value->{'$'} // '', $value->{value});
    return { map { $_->[0] => unwrap($_->[1]) } @$content } if $tag eq 'object';
    return MIME::Base64::decode_base64($content) if $tag eq 'bytes';
    return 0 + $content if $tag eq 'bigint';
    return $numbers{$content} if $tag eq 'number';
    return undef;
}

sub describe {
    my ($error) = @_;
    my $message = text_of($error);
    chomp $message;
    return { name => ref $error || 'Error', message => $message };
}

sub parse {
    return unwrap($json->decode($_[0]));
}

sub load {
    my ($path, $args) = @_;
    my $made = do $path;
    die $@ if $@;
    die "the driver $path gives no function\n" if ref $made ne 'CODE';
    return $made->($args);
}

sub main {
    my ($path, $args) = @_;
    open my $requests, '<&=', 3 or die "descriptor 3: $!\n";
    open my $answers, '>&=', 4 or die "descriptor 4: $!\n";
    for my $channel ($requests, $answers) {
        binmode $channel;
        # What the candidate starts has no part in the conversation.
        fcntl $channel, F_SETFD, FD_CLOEXEC or die "fcntl: $!\n";
    }
    my $send = sub {
        my $text = $json->encode(wrap($_[0], 0)) . "\n";
        while (length $text) {
            my $written = syswrite $answers, $text;
            die "descriptor 4: $!\n" if !defined $written;
            substr $text, 0, $written, '';
        }
    };
    my $handlers = {};
    if (eval { $handlers = load($path, parse($args)); 1 }) { $send->({ id => 0, value => 'ready' }) }
    else { $send->({ id => 0, error => describe($@) }) }
    # Whatever the code under test takes for the end of a line.
    while (defined(my $line = do { local $/ = "\n"; readline $requests })) {
        my $request = parse($line);
        my $value;
        if (eval { $value = $handlers->{ $request->{name} }->(@{ $request->{args} }); 1 }) { $send->({ id => $request->{id}, value => $value }) }
        else { $send->({ id => $request->{id}, error => describe($@) }) }
    }
    return;
}

main(@ARGV);
