<?php
namespace App\Http\Controllers;

use Doctrine\DBAL\Connection;
use Doctrine\ORM\EntityManagerInterface;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;
use Symfony\Component\HttpFoundation\Request as SymfonyRequest;

class OrderController
{
    public function index(Request $request)
    {
        $sort = $request->input('sort');
        // ruleid: php-sql-injection
        $orders = DB::select("SELECT * FROM orders ORDER BY $sort");
        // ok: php-sql-injection
        $mine = DB::select('SELECT * FROM orders WHERE user = ?', [$request->input('user')]);
        // ok: php-sql-injection
        $safe = DB::table('orders')->where('state', $request->input('state'))->get();
        // ruleid: php-sql-injection
        $raw = DB::table('orders')->whereRaw("state = '" . $request->query('state') . "'")->get();
        return view('orders', compact('orders', 'mine', 'safe', 'raw'));
    }

    public function bound(Request $request)
    {
        // ok: php-sql-injection
        return DB::table('orders')->whereRaw('state = ?', [$request->query('state')])->get();
    }
}

class ProductController
{
    public function list(SymfonyRequest $request, Connection $connection, EntityManagerInterface $manager)
    {
        $name = $request->query->get('name');
        // ruleid: php-sql-injection
        $rows = $connection->executeQuery("SELECT * FROM product WHERE name LIKE '%$name%'");
        // ok: php-sql-injection
        $bound = $connection->executeQuery('SELECT * FROM product WHERE name = ?', [$name]);
        // ruleid: php-sql-injection
        $query = $manager->createQuery("SELECT p FROM Product p WHERE p.name = '" . $name . "'");
        $page = $request->query->getInt('page');
        // ok: php-sql-injection
        $paged = $connection->executeQuery('SELECT * FROM product LIMIT 20 OFFSET ' . $page * 20);
        return [$rows, $bound, $query, $paged];
    }
}
